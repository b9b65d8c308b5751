// One year as a person writes it: holidays and the days worked instead; proposed, and then seen by what it moves.
import { Button, Drawer, Form, Input, InputNumber, Switch } from 'antd';
import { useNavigate } from 'react-router';
import type { CalendarYearView } from '#contract';
import { useAct } from '../shared/api';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';

type Named = { nameZh: string; nameEn?: string };
type Values = {
  year: number;
  published: boolean;
  notice?: string;
  off?: (Named & { from: string; to: string })[];
  worked?: (Named & { date: string })[];
  reason: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const wordsOf = ({ nameZh, nameEn }: Named) => ({ zh: nameZh.trim(), en: nameEn?.trim() || nameZh.trim() });
const initial = (year: number, held: CalendarYearView | null) => ({
  year,
  published: held?.published ?? true,
  notice: held?.notice ?? '',
  off: (held?.off ?? []).map(({ from, to, name }) => ({ from, to, nameZh: name.zh, nameEn: name.en })),
  worked: (held?.worked ?? []).map(({ date, name }) => ({ date, nameZh: name.zh, nameEn: name.en })),
});

/** `held`: the year as it is known now; null where it is entered for the first time. */
export type YearToEdit = { year: number; held: CalendarYearView | null };

export function EditYear({ editing, onClose }: { editing: YearToEdit; onClose: () => void }) {
  const { t } = useWords();
  const go = useNavigate();
  const [form] = Form.useForm<Values>();
  const { act, acting } = useAct('changes.propose', { onDone: ({ id }) => void go(paths.change(id)) });
  const needed = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  const send = (values: Values) =>
    act({
      body: {
        kind: 'calendar',
        reason: values.reason,
        year: {
          year: values.year,
          published: values.published,
          notice: values.notice?.trim() || null,
          off: (values.off ?? []).map((one) => ({ from: one.from, to: one.to, name: wordsOf(one) })),
          worked: (values.worked ?? []).map((one) => ({ date: one.date, name: wordsOf(one) })),
        },
      },
    });
  return (
    <Drawer
      open
      size={720}
      onClose={onClose}
      destroyOnHidden
      title={t(editing.held ? 'dutyRules.calendar.correct' : 'dutyRules.calendar.enter', {
        year: editing.year,
      })}
      extra={
        <Button type="primary" loading={acting} onClick={() => form.submit()}>
          {t('dutyRules.calendar.see')}
        </Button>
      }
    >
      <Form
        form={form}
        name="year"
        layout="vertical"
        initialValues={initial(editing.year, editing.held)}
        onFinish={send}
      >
        <div className="row">
          <Form.Item name="year" label={t('dutyRules.calendar.yearLabel')} rules={[{ required: true }]}>
            <InputNumber min={2000} max={2100} precision={0} disabled={editing.held !== null} />
          </Form.Item>
          <Form.Item name="published" label={t('dutyRules.calendar.publishedLabel')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="notice" label={t('dutyRules.calendar.notice')}>
            <Input maxLength={100} />
          </Form.Item>
        </div>
        <Rows list="off" days={['from', 'to']} />
        <Rows list="worked" days={['date']} />
        <Form.Item name="reason" label={t('app.common.reason')} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={500} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}

const dayLabel = {
  from: 'dutyRules.calendar.from',
  to: 'dutyRules.calendar.to',
  date: 'dutyRules.calendar.day',
} as const;

function Rows({ list, days }: { list: 'off' | 'worked'; days: (keyof typeof dayLabel)[] }) {
  const { t } = useWords();
  const isDay = [{ required: true, pattern: DAY, message: t('dutyRules.calendar.dayShape') }];
  const needed = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  return (
    <fieldset className="year-rows">
      <legend>{t(list === 'off' ? 'dutyRules.calendar.off' : 'dutyRules.calendar.worked')}</legend>
      <Form.List name={list}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div className="year-row" key={key}>
                {days.map((day) => (
                  <Form.Item key={day} name={[name, day]} label={t(dayLabel[day])} rules={isDay}>
                    <Input placeholder="2027-01-01" maxLength={10} />
                  </Form.Item>
                ))}
                <Form.Item name={[name, 'nameZh']} label={t('dutyRules.calendar.name')} rules={needed}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'nameEn']} label={t('dutyRules.calendar.nameEn')}>
                  <Input maxLength={80} />
                </Form.Item>
                <Button
                  aria-label={t('dutyRules.calendar.remove', { n: name + 1 })}
                  onClick={() => remove(name)}
                >
                  ×
                </Button>
              </div>
            ))}
            <Button onClick={() => add()}>
              {t(list === 'off' ? 'dutyRules.calendar.addOff' : 'dutyRules.calendar.addWorked')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
