// A secret as it is made: shown once, and closed only by saying that it is kept, for it cannot be seen again.
import { Alert, Button, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words';

type Props = { secret: string; title: string; detail: string; onKept: () => void; children?: ReactNode };

export function ShowOnce({ secret, title, detail, onKept, children }: Props) {
  const { t } = useWords();
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onKept}>
          {t('organisation.tokens.kept')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={detail} style={{ marginBottom: 12 }} />
      {children}
      <Typography.Paragraph
        code
        copyable={{ text: secret, tooltips: [t('app.common.copy'), t('app.common.copied')] }}
        style={{ wordBreak: 'break-all' }}
        aria-label={title}
      >
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
