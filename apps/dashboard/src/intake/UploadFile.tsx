// Sends a hotline file with its progress, then goes on to its columns.
import { Alert, Progress } from 'antd';
import { type DragEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { asProblem, type ProblemError, queryClient, refresh, upload } from '../shared/api';
import { paths } from '../shared/paths';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';

export function UploadFile() {
  const { t, lang } = useWords();
  const navigate = useNavigate();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [over, setOver] = useState(false);
  const send = async (file: File | undefined) => {
    if (!file || share !== null) return;
    setProblem(null);
    setShare(0);
    try {
      const run = await upload(
        'imports.upload',
        { query: { name: file.name.slice(0, 200) } },
        file,
        setShare,
      );
      refresh(queryClient, ['imports']);
      void navigate(paths.import(run.id));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setShare(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  const percent = Math.round((share ?? 0) * 100);
  return (
    <Panel title={t('intake.imports.start')}>
      <label
        className={`drop${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <input
          type="file"
          name="file"
          className="hidden-visually"
          accept=".xlsx,.xls,.csv,.txt,text/csv"
          disabled={share !== null}
          onChange={(event) => {
            void send(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <strong>{t('intake.imports.choose')}</strong>
        <span className="quiet">{t('intake.imports.help')}</span>
      </label>
      <div role="status">
        {share !== null && (
          <>
            <span>
              {percent < 100 ? t('intake.imports.uploading', { percent }) : t('intake.imports.reading')}
            </span>
            <Progress
              percent={percent}
              showInfo={false}
              aria-label={t('intake.imports.uploading', { percent })}
            />
          </>
        )}
        {problem && <Alert type="error" showIcon title={problem.in(lang)} style={{ marginTop: 10 }} />}
      </div>
    </Panel>
  );
}
