// The codes with which new officers sign in the first time: shown this once, to be taken away as a list.
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { TransferReport } from '#contract';
import { saveAs } from '../shared/api';
import { Instant } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';

type Props = { codes: TransferReport['codes']; expireAt: string | null };
/** With a mark in front, so that spreadsheets read it as UTF-8; a name is never taken for a formula. */
const quoted = (text: string) => `"${/^[=+\-@]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;

export function FirstCodes({ codes, expireAt }: Props) {
  const { t } = useWords();
  const headings = [t('transfer.signInName'), t('transfer.name'), t('transfer.code')];
  const take = () => {
    const lines = [headings, ...codes.map(({ signInName, name, code }) => [signInName, name, code])];
    const text = `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
    saveAs(new Blob([text], { type: 'text/csv' }), 'first-sign-in-codes.csv');
  };
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={t('transfer.codesTitle', { count: codes.length })}
        description={
          <>
            {t('transfer.codesDetail')} {t('transfer.codesUntil')} <Instant at={expireAt} />
          </>
        }
        action={
          <Button icon={<DownloadOutlined />} onClick={take}>
            {t('transfer.codesTake')}
          </Button>
        }
      />
      <ListTable
        rowKey="signInName"
        items={codes}
        pageSize={20}
        width={420}
        columns={[
          { title: headings[0], dataIndex: 'signInName' },
          { title: headings[1], dataIndex: 'name' },
          { title: headings[2], dataIndex: 'code', render: (code: string) => <code>{code}</code> },
        ]}
      />
    </div>
  );
}
