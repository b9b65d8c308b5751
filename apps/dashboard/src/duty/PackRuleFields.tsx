// The fields of one rule of a pack: what it is about, to what it applies, how long, by which document and article.
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { levels, packRule } from '#contract';
import { useWords } from '../shared/words';
import { emergencies, hotlineKinds, type Row, spansOf, UNGRADED, units } from './pack-form';

/** What may be chosen, as the contract names it. */
const { duty, subject, startsFrom, owedBy, answeredBy } = packRule.shape;

export function RuleFields({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { t, name } = useWords();
  const unit = Form.useWatch<Row['unit'] | undefined>(['rules', at, 'unit']);
  const needed = [{ required: true, message: t('dutyRules.calendar.needed') }];
  const text = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  const named = (
    group: 'duty' | 'dutySubject' | 'startsFrom' | 'owedBy' | 'releaseForm',
    values: readonly string[],
  ) => values.map((value) => ({ value, label: name(group, value) }));
  return (
    <fieldset className="year-rows">
      <legend>{t('dutyRules.packs.rule', { n: at + 1 })}</legend>
      <div className="rule-fields">
        <Form.Item name={[at, 'zh']} label={t('dutyRules.packs.ruleName')} rules={text}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={[at, 'en']} label={t('dutyRules.packs.ruleNameEn')} rules={text}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'duty']} label={t('dutyRules.packs.duty')} rules={needed}>
          <Select options={named('duty', duty.options)} />
        </Form.Item>
        <Form.Item name={[at, 'subject']} label={t('dutyRules.packs.subject')} rules={needed}>
          <Select options={named('dutySubject', subject.options)} />
        </Form.Item>
        <Applies at={at} />
        <Form.Item name={[at, 'startsFrom']} label={t('dutyRules.packs.from')} rules={needed}>
          <Select options={named('startsFrom', startsFrom.options)} />
        </Form.Item>
        <Form.Item name={[at, 'length']} label={t('dutyRules.packs.length')} rules={needed}>
          <InputNumber min={1} max={8760} precision={0} />
        </Form.Item>
        <Form.Item name={[at, 'unit']} label={t('dutyRules.packs.unit')} rules={needed}>
          <Select options={units.map((value) => ({ value, label: t(`dutyRules.packs.units.${value}`) }))} />
        </Form.Item>
        {unit === 'opening-hours' && (
          <Form.Item
            name={[at, 'open']}
            label={t('dutyRules.packs.openHours')}
            rules={[
              {
                validator: (_, value?: string) =>
                  spansOf(value ?? '')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('dutyRules.packs.openShape'))),
              },
            ]}
          >
            <Input maxLength={100} placeholder="09:00-12:00 14:00-17:30" />
          </Form.Item>
        )}
        <Form.Item name={[at, 'extension']} label={t('dutyRules.packs.extension')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name={[at, 'owedBy']} label={t('dutyRules.packs.owedBy')} rules={needed}>
          <Select options={named('owedBy', owedBy.options)} />
        </Form.Item>
        <Form.Item name={[at, 'answeredBy']} label={t('dutyRules.packs.answeredBy')} rules={needed}>
          <Select mode="multiple" options={named('releaseForm', answeredBy.element.options)} />
        </Form.Item>
        <Form.Item name={[at, 'document']} label={t('dutyRules.packs.document')} rules={text}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'article']} label={t('dutyRules.packs.article')} rules={text}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'words']} label={t('dutyRules.packs.words')} rules={text}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={2000} />
      </Form.Item>
      <div className="rule-fields">
        <Form.Item name={[at, 'settingZh']} label={t('dutyRules.packs.setting')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
        </Form.Item>
        <Form.Item name={[at, 'settingEn']} label={t('dutyRules.packs.settingEn')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
        </Form.Item>
      </div>
      <Pausable at={at} />
      <Button onClick={onRemove}>{t('dutyRules.packs.removeRule')}</Button>
    </fieldset>
  );
}

/** What the clock may stand still for, with its own clause; nothing unless a person says so. */
function Pausable({ at }: { at: number }) {
  const { t } = useWords();
  const pausable = Form.useWatch<boolean | undefined>(['rules', at, 'pausable']);
  const text = [{ required: true, whitespace: true, message: t('dutyRules.calendar.needed') }];
  return (
    <>
      <Form.Item name={[at, 'pausable']} valuePropName="checked">
        <Checkbox>{t('dutyRules.packs.mayPause')}</Checkbox>
      </Form.Item>
      {pausable && (
        <div className="rule-fields">
          <Form.Item name={[at, 'pauseZh']} label={t('dutyRules.packs.pauseFor')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseEn']} label={t('dutyRules.packs.pauseForEn')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseDocument']} label={t('dutyRules.packs.document')} rules={text}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[at, 'pauseArticle']} label={t('dutyRules.packs.article')} rules={text}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={[at, 'pauseWords']} label={t('dutyRules.packs.words')} rules={text}>
            <Input maxLength={2000} />
          </Form.Item>
        </div>
      )}
    </>
  );
}

/** Which incidents or which records of the hotline come under it; a document or a request has neither level nor kind. */
function Applies({ at }: { at: number }) {
  const { t, name } = useWords();
  const about = Form.useWatch<Row['subject'] | undefined>(['rules', at, 'subject']);
  if (about === 'hotline-record')
    return (
      <Form.Item name={[at, 'hotlineKinds']} label={t('dutyRules.packs.hotlineKinds')}>
        <Select
          mode="multiple"
          placeholder={t('dutyRules.packs.all')}
          options={hotlineKinds.map((kind) => ({ value: kind, label: name('hotlineKind', kind) }))}
        />
      </Form.Item>
    );
  if (about !== 'incident') return null;
  return (
    <>
      <Form.Item name={[at, 'levels']} label={t('dutyRules.packs.levels')}>
        <Select
          mode="multiple"
          placeholder={t('dutyRules.packs.all')}
          options={[
            ...levels.map((level) => ({ value: level, label: name('level', level) })),
            { value: UNGRADED, label: t('dutyRules.packs.ungraded') },
          ]}
        />
      </Form.Item>
      <Form.Item name={[at, 'emergency']} label={t('dutyRules.packs.emergency')}>
        <Select
          options={emergencies.map((one) => ({ value: one, label: t(`dutyRules.packs.emergencies.${one}`) }))}
        />
      </Form.Item>
    </>
  );
}
