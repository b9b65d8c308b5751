// Preparing a drill: the story, who takes part, what comes in on the way, how fast its time runs.
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useNavigate } from 'react-router';
import type { DrillContent } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';
import './duty.css';
import { DrillBanner } from './DrillParts';
import { Head } from './Head';
import { PlanRows } from './PlanForm';
import { useOwners } from './useOwners';

const levels = ['特别重大', '重大', '较大', '一般'] as const;
type Inject = { afterMinutes: number; words: string; departmentId?: string };
type Values = Omit<DrillContent, 'injects'> & { injects?: Inject[] };

export function PrepareDrill() {
  const { t, name } = useWords();
  const go = useNavigate();
  const { departments } = useOwners();
  const officers = useAsk('officers.list', {}, { staleMs: 300_000 });
  const { act, acting } = useAct('drills.prepare', {
    done: t('drills.done.prepare'),
    onDone: ({ id }) => void go(paths.drill(id)),
  });
  const needed = [{ required: true, message: t('drills.needed') }];
  const people = (officers.data?.items ?? [])
    .filter(({ active }) => active)
    .map((one) => ({ value: one.id, label: [one.name, one.departmentName].filter(Boolean).join(' · ') }));
  return (
    <>
      <Head title={t('drills.prepare')} />
      <DrillBanner />
      <Form<Values>
        name="drill"
        layout="vertical"
        className="panel panel-body"
        initialValues={{ level: '重大', emergency: true, speed: 60, lengthMinutes: 1440, injects: [] }}
        onFinish={({ injects = [], ...rest }) =>
          act({
            body: {
              ...rest,
              injects: injects.map(({ departmentId, ...one }) => ({
                ...one,
                departmentId: departmentId ?? null,
              })),
            },
          })
        }
      >
        <div className="form-line">
          <Form.Item name="name" label={t('drills.name')} rules={needed} className="wide">
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="level" label={t('drills.level')}>
            <Select options={levels.map((value) => ({ value, label: name('level', value) }))} />
          </Form.Item>
          <Form.Item
            name="emergency"
            valuePropName="checked"
            label={t('drills.emergency')}
            className="degree"
          >
            <Checkbox aria-label={t('drills.emergency')} />
          </Form.Item>
        </div>
        <Form.Item name="story" label={t('drills.story')} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} showCount />
        </Form.Item>
        <div className="form-line">
          <Form.Item name="leadDepartmentId" label={t('drills.lead')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={departments} />
          </Form.Item>
          <Form.Item name="officerIds" label={t('drills.people')} rules={needed} className="wide">
            <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people} />
          </Form.Item>
        </div>
        <div className="form-line">
          <Form.Item name="speed" label={t('drills.speed')} rules={needed}>
            <InputNumber min={1} max={600} precision={0} />
          </Form.Item>
          <Form.Item name="lengthMinutes" label={t('drills.length')} rules={needed}>
            <InputNumber min={10} max={10_080} precision={0} />
          </Form.Item>
        </div>
        <PlanRows name="injects" title={t('drills.script')} empty={{ afterMinutes: 30 }}>
          {(row, label) => (
            <>
              <Form.Item name={[row, 'afterMinutes']} rules={needed} className="degree">
                <InputNumber
                  min={0}
                  max={10_080}
                  precision={0}
                  aria-label={label(t('drills.after'))}
                  suffix={t('drills.minutesUnit')}
                />
              </Form.Item>
              <Form.Item name={[row, 'words']} rules={needed} className="wide">
                <Input
                  maxLength={500}
                  placeholder={t('drills.words')}
                  aria-label={label(t('drills.words'))}
                />
              </Form.Item>
              <Form.Item name={[row, 'departmentId']}>
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={t('drills.everybody')}
                  aria-label={label(t('drills.to'))}
                  options={departments}
                />
              </Form.Item>
            </>
          )}
        </PlanRows>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={acting}>
            {t('drills.save')}
          </Button>
          <Button onClick={() => void go(paths.drills)}>{t('app.common.cancel')}</Button>
        </div>
      </Form>
    </>
  );
}
