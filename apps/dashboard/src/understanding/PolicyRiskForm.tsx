// The form of a policy's risks: groups, risks with likelihood and consequence, questions, the plan to answer, words to watch.
import { Button, Form, type FormRule, Input, InputNumber, Select } from 'antd';
import type { PolicyRisk, PolicyRiskContent } from '#contract';
import { useWords } from '../shared/words';
import { Lines, written } from './Lines';

type Props = {
  risk: PolicyRisk | null;
  busy: boolean;
  onSave: (content: PolicyRiskContent) => void;
  onCancel: () => void;
};
const nothing = { groups: [], risks: [{}], questions: [{}], plan: [{}], spokesperson: '', watchWords: [] };

export function PolicyRiskForm({ risk, busy, onSave, onCancel }: Props) {
  const { t } = useWords();
  const save = (fields: PolicyRiskContent) =>
    onSave({
      title: fields.title,
      plannedOn: fields.plannedOn || null,
      groups: fields.groups ?? [],
      risks: written(fields.risks).map((one) => ({ ...one, measure: one.measure ?? '' })),
      questions: written(fields.questions).map((one) => ({ ...one, answer: one.answer ?? '' })),
      plan: written(fields.plan).map((one) => ({ ...one, at: one.at ?? '' })),
      spokesperson: fields.spokesperson ?? '',
      watchWords: fields.watchWords ?? [],
    });
  const box = (
    line: number,
    field: string,
    says: string,
    label: (what: string) => string,
    rules: FormRule[] = [],
  ) => (
    <Form.Item name={[line, field]} rules={rules} className="wide">
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={300}
        placeholder={says}
        aria-label={label(says)}
      />
    </Form.Item>
  );
  const degree = (
    line: number,
    field: string,
    says: string,
    label: (what: string) => string,
    rules: FormRule[],
  ) => (
    <Form.Item name={[line, field]} rules={rules} className="degree">
      <InputNumber min={1} max={5} precision={0} placeholder={says} aria-label={label(says)} />
    </Form.Item>
  );
  return (
    <Form<PolicyRiskContent>
      name="risk"
      layout="vertical"
      className="panel panel-body"
      initialValues={risk ?? nothing}
      onFinish={save}
    >
      <div className="form-line">
        <Form.Item
          name="title"
          className="wide"
          label={t('understanding.consulting.policy')}
          rules={[
            { required: true, min: 2, whitespace: true, message: t('understanding.consulting.needed') },
          ]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="plannedOn" label={t('understanding.consulting.plannedOn')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item
        name="groups"
        label={t('understanding.consulting.groups')}
        extra={t('understanding.consulting.groupsHelp')}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Form.Item>
      <Lines name="risks" title={t('understanding.consulting.risk')} empty={{}}>
        {(line, label, needed) => (
          <>
            {box(line, 'what', t('understanding.consulting.risk'), label, needed)}
            {degree(line, 'likelihood', t('understanding.consulting.likelihood'), label, needed)}
            {degree(line, 'consequence', t('understanding.consulting.consequence'), label, needed)}
            {box(line, 'measure', t('understanding.consulting.measure'), label)}
          </>
        )}
      </Lines>
      <p className="quiet">{t('understanding.consulting.degreeHelp')}</p>
      <Lines name="questions" title={t('understanding.consulting.questions')} empty={{}}>
        {(line, label, needed) => (
          <>
            {box(line, 'question', t('understanding.consulting.question'), label, needed)}
            {box(line, 'answer', t('understanding.consulting.answer'), label)}
          </>
        )}
      </Lines>
      <Lines name="plan" title={t('understanding.consulting.plan')} empty={{}}>
        {(line, label, needed) => (
          <>
            {box(line, 'content', t('understanding.consulting.content'), label, needed)}
            {(['form', 'outlet', 'at'] as const).map((field) => (
              <Form.Item key={field} name={[line, field]} rules={field === 'at' ? [] : needed}>
                <Input
                  maxLength={field === 'form' ? 40 : 60}
                  placeholder={t(`understanding.consulting.${field}`)}
                  aria-label={label(t(`understanding.consulting.${field}`))}
                />
              </Form.Item>
            ))}
          </>
        )}
      </Lines>
      <Form.Item name="spokesperson" label={t('understanding.consulting.spokesperson')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="watchWords"
        label={t('understanding.consulting.watchWords')}
        extra={t('understanding.consulting.groupsHelp')}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Form.Item>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('understanding.consulting.save')}
        </Button>
        <Button onClick={onCancel}>{t('understanding.consulting.cancel')}</Button>
      </div>
    </Form>
  );
}
