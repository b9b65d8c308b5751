// Puts people on the roster of a desk: officers in turn, a shift a day, over a span of days.
import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import type { Desk } from '#contract';
import { nextDay, shanghaiDay, shanghaiTime } from '../../../../libs/organisation/days';
import { useAct, useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { endOf, startOf } from './roster-span';
import { type Rota, shiftsOf } from './rotation';
import { useOfficers } from './useOfficers';

type Props = { desk: Desk; span: { from: string; to: string }; onClose: () => void };
const isHour = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const kinds = ['every-day', 'workdays', 'rest-days'] as const;

export function FillRoster({ desk, span, onClose }: Props) {
  const { t, name } = useWords();
  const [form] = Form.useForm<Rota>();
  const officers = useOfficers(desk.jurisdictionId);
  const rota = Form.useWatch([], form) as Rota | undefined;
  const { act, acting } = useAct('shifts.add', {
    done: t('roster.added', { count: rota ? shiftsOf(rota, () => false).length : 0 }),
    onDone: onClose,
  });
  const rests = useRests(rota);
  const shifts = isReady(rota) ? shiftsOf(rota, rests) : [];
  const needed = [{ required: true, message: t('roster.officersNeeded') }];
  return (
    <FormModal
      name="rota"
      title={t('roster.fillFor', { name: desk.name })}
      confirm={t('roster.fill')}
      disabled={shifts.length === 0}
      busy={acting}
      initial={startingWith(desk, span)}
      form={form}
      onClose={onClose}
      onConfirm={() => act({ params: { id: desk.id }, body: { shifts } })}
    >
      <Form.Item name="officerIds" label={t('roster.officers')} extra={t('roster.fillHelp')} rules={needed}>
        <Select mode="multiple" autoFocus showSearch={{ optionFilterProp: 'label' }} options={officers} />
      </Form.Item>
      <Form.Item name="part" label={t('roster.part')}>
        <Select
          options={(['duty', 'leader'] as const).map((one) => ({
            value: one,
            label: name('shiftPart', one),
          }))}
        />
      </Form.Item>
      <div className="row">
        <Form.Item name="fromDay" label={t('roster.fromDay')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="toDay" label={t('roster.toDay')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="days" label={t('roster.which')}>
        <Select options={kinds.map((one) => ({ value: one, label: name('deskDays', one) }))} />
      </Form.Item>
      <div className="row">
        <Form.Item name="begins" label={t('roster.fromHour')}>
          <Input style={{ width: 100 }} maxLength={5} />
        </Form.Item>
        <Form.Item name="ends" label={t('roster.toHour')}>
          <Input style={{ width: 100 }} maxLength={5} />
        </Form.Item>
      </div>
      <p aria-live="polite">{t('roster.willAdd', { count: shifts.length })}</p>
    </FormModal>
  );
}

const isReady = (rota: Rota | undefined): rota is Rota =>
  rota !== undefined &&
  isDay.test(rota.fromDay ?? '') &&
  isDay.test(rota.toDay ?? '') &&
  isHour.test(rota.begins ?? '') &&
  isHour.test(rota.ends ?? '') &&
  (rota.officerIds ?? []).length > 0;

/** From the span that is to be filled, no earlier than today; a gap within a day keeps its hours. */
function startingWith(desk: Desk, { from, to }: { from: string; to: string }): Rota {
  const today = shanghaiDay(new Date(serverNow()).toISOString());
  const [first, last] = [shanghaiDay(from), shanghaiDay(new Date(Date.parse(to) - 1).toISOString())];
  const isWithinDay =
    first === last || (last === nextDay(first) && Date.parse(to) - Date.parse(from) < 86_400_000);
  const hour = (instant: string) => shanghaiTime(instant).slice(11);
  return {
    officerIds: [],
    part: 'duty',
    fromDay: first < today ? today : first,
    toDay: isWithinDay ? first : last,
    days: desk.days,
    begins: isWithinDay ? hour(from) : desk.opens,
    ends: isWithinDay ? (hour(to) === '00:00' || hour(to) === '23:59' ? '24:00' : hour(to)) : desk.closes,
  };
}

/** Which days rest, by the calendar in force: asked of the server with the roster of the same days. */
function useRests(rota: Rota | undefined): (day: string) => boolean {
  const [from, to] = [rota?.fromDay ?? '', rota?.toDay ?? ''];
  const when = isDay.test(from) && isDay.test(to) && from <= to && rota?.days !== 'every-day';
  const query = when
    ? { from: startOf(from), to: endOf(to) }
    : { from: startOf('2026-01-01'), to: endOf('2026-01-01') };
  const { data } = useAsk('roster.read', { query }, { when });
  return useMemo(() => {
    const days = new Set(data?.restDays ?? []);
    return (day: string) => days.has(day);
  }, [data]);
}
