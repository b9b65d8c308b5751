// Gives the incident a title of a person's own, and says where it is.
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Incident } from '#contract';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { useUndo } from './useUndo';

export function Rename({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setAsking(true)} aria-haspopup="dialog">
        {t('understanding.assessing.rename')}
      </Button>
      {asking && <Dialogue incident={incident} onClose={() => setAsking(false)} />}
    </>
  );
}

type Named = { title: string; place: string };

function Dialogue({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Named>();
  const { offer } = useUndo();
  const placing = useAct('incidents.place', {
    onDone: (answer) => {
      offer(answer, t('understanding.assessing.placed'));
      onClose();
    },
  });
  const naming = useAct('incidents.title', {
    onDone: (answer) => {
      offer(answer, t('understanding.assessing.renamed'));
      // The title stands by now; should the place be refused, the dialogue stays with what was typed.
      if (!place(form.getFieldsValue())) onClose();
    },
  });
  const params = { id: incident.id };
  /** False where there is nothing to change. */
  const place = ({ place }: Named): boolean => {
    if (!place?.trim() || place.trim() === incident.place) return false;
    placing.act({ params, body: { place: place.trim() } });
    return true;
  };
  const send = (named: Named) => {
    if (named.title.trim() !== incident.title) naming.act({ params, body: { title: named.title.trim() } });
    else if (!place(named)) onClose();
  };
  return (
    <FormModal
      name="rename"
      title={t('understanding.assessing.renameTitle')}
      consequence={t('understanding.assessing.renameConsequence')}
      busy={naming.acting || placing.acting}
      initial={{ title: incident.title, place: incident.place ?? '' }}
      form={form}
      onClose={onClose}
      onConfirm={send}
    >
      <Form.Item
        name="title"
        label={t('understanding.assessing.renameLabel')}
        rules={[
          {
            required: true,
            min: 2,
            max: 80,
            whitespace: true,
            message: t('understanding.assessing.renameNeeded'),
          },
        ]}
      >
        <Input maxLength={80} onPressEnter={() => form.submit()} />
      </Form.Item>
      <Form.Item
        name="place"
        label={t('understanding.assessing.placeLabel')}
        extra={t('understanding.assessing.placeHelp')}
        rules={[{ min: 2, max: 60, message: t('understanding.assessing.placeNeeded') }]}
      >
        <Input maxLength={60} onPressEnter={() => form.submit()} />
      </Form.Item>
    </FormModal>
  );
}
