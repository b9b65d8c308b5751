// Small parts of a matter: its state, and the field that works out the digest of a file without sending it anywhere.
import { Button, Input } from 'antd';
import { useRef } from 'react';
import type { Matter } from '#contract';
import { sha256, toHex } from '../../../../libs/accountability/in-browser';
import { StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const tones: Record<Matter['state'], Tone> = {
  waiting: 'warn',
  running: 'plain',
  paused: 'plain',
  overdue: 'bad',
  done: 'good',
  withdrawn: 'plain',
};

export function MatterStateTag({ state }: { state: Matter['state'] }) {
  const { name } = useWords();
  return <StateTag tone={tones[state]}>{name('matterState', state)}</StateTag>;
}

type DigestProps = { id?: string; value?: string; onChange?: (digest: string) => void };
/** Fits inside a Form.Item: the digest as hexadecimal text, typed or worked out from a file on this page. */
export function DigestField({ id, value, onChange }: DigestProps) {
  const { t } = useWords();
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File | undefined) => {
    if (chosen) onChange?.(toHex(await sha256(new Uint8Array(await chosen.arrayBuffer()))));
  };
  return (
    <>
      <Input
        id={id}
        value={value}
        maxLength={64}
        className="digest"
        onChange={(event) => onChange?.(event.target.value.trim().toLowerCase())}
      />
      <input
        ref={file}
        type="file"
        style={{ display: 'none' }}
        aria-label={t('matters.answerFile')}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <div className="row tight digest-file">
        <Button onClick={() => file.current?.click()}>{t('matters.answerFile')}</Button>
        <span className="quiet">{t('matters.answerFileNote')}</span>
      </div>
    </>
  );
}
