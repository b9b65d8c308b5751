// Takes a list of feeds from another reader: first shows which are new, known or unusable, then adds those chosen.
import { Alert, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ListedFeed } from '#contract';
import { asProblem, type ProblemError, upload, useAct } from '../shared/api';
import { StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';
import { KeeperSelect } from './KeeperSelect';
import { HintsLine } from './SourceHints';

const tones: Record<ListedFeed['state'], Tone> = { new: 'good', known: 'plain', bad: 'bad' };

export function ImportOpml({ onClose }: { onClose: () => void }) {
  const { t, lang } = useWords();
  const [feeds, setFeeds] = useState<ListedFeed[] | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [keeperId, setKeeperId] = useState<string | null>(null);
  const adding = useAct('sources.addAll', { done: t('intake.opml.added'), onDone: onClose });
  const look = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    try {
      const { items } = await upload('sources.look', {}, file);
      setFeeds(items);
      setChosen(items.filter(({ state }) => state === 'new').map(({ url }) => url));
    } catch (thrown) {
      setFeeds(null);
      setProblem(asProblem(thrown));
    }
  };
  const add = () => {
    const sources = (feeds ?? [])
      .filter(({ url }) => chosen.includes(url))
      .map(({ name, url, topics, speaksOf }) => ({ name, url, topics, speaksOfId: speaksOf?.id ?? null }));
    adding.act({ body: { sources, keeperId } });
  };
  return (
    <Modal
      open
      width={760}
      title={t('intake.opml.title')}
      okText={t('intake.opml.add', { count: chosen.length })}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={adding.acting}
      onOk={add}
      onCancel={onClose}
    >
      <label className="drop">
        <input
          type="file"
          name="opml"
          className="hidden-visually"
          accept=".opml,.xml,text/x-opml,text/xml"
          onChange={(event) => {
            void look(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <strong>{t('intake.opml.choose')}</strong>
        <span className="quiet">{t('intake.opml.help')}</span>
      </label>
      <div role="status">
        {problem && <Alert type="error" showIcon title={problem.in(lang)} style={{ marginTop: 10 }} />}
        {feeds?.length === 0 && <p>{t('intake.opml.none')}</p>}
      </div>
      {feeds && feeds.length > 0 && (
        <>
          <Found feeds={feeds} chosen={chosen} onChoose={setChosen} />
          <p>{t('intake.sources.keeper')}</p>
          <KeeperSelect label={t('intake.sources.keeper')} value={keeperId} onChange={setKeeperId} />
        </>
      )}
    </Modal>
  );
}

type FoundProps = { feeds: ListedFeed[]; chosen: string[]; onChoose: (urls: string[]) => void };
function Found({ feeds, chosen, onChoose }: FoundProps) {
  const { t, name, pick } = useWords();
  const columns: TableColumnsType<ListedFeed> = [
    {
      title: t('intake.sources.name'),
      key: 'name',
      render: (_, feed) => (
        <div style={{ minWidth: 0 }}>
          <strong>{feed.name}</strong> {feed.folder && <span className="quiet">{feed.folder}</span>}
          <div className="quiet ellipsis" title={feed.url} style={{ maxWidth: 420 }}>
            {feed.url}
          </div>
          <HintsLine {...feed} />
        </div>
      ),
    },
    {
      title: t('intake.sources.state'),
      key: 'state',
      width: 200,
      render: (_, feed) => (
        <>
          <StateTag tone={tones[feed.state]}>{name('listedState', feed.state)}</StateTag>
          {feed.reason && <div>{pick(feed.reason)}</div>}
        </>
      ),
    },
  ];
  return (
    <Table<ListedFeed>
      size="small"
      rowKey="url"
      dataSource={feeds}
      columns={columns}
      pagination={feeds.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ y: 320 }}
      style={{ margin: '12px 0' }}
      rowSelection={{
        selectedRowKeys: chosen,
        onChange: (keys) => onChoose(keys.map(String)),
        getCheckboxProps: (feed) => ({
          disabled: feed.state !== 'new',
          'aria-label': t('intake.opml.chooseOne', { name: feed.name }),
        }),
      }}
    />
  );
}
