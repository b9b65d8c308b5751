// The documentation tells programs what to hand in and what they will be sent, also where a body is parsed later.
import { messageInput, noticeBody, webhookBody } from '#contract';
import { openApiDocument } from './openapi';

type Schema = { properties?: Record<string, unknown>; anyOf?: Schema[]; items?: Schema };
type Told = { requestBody: { content: Record<string, { schema: Schema }> } };
const document = openApiDocument() as {
  paths: Record<string, Record<string, Told>>;
  webhooks: Record<string, { post: Told }>;
};
const json = (told: Told | undefined) => told?.requestBody.content['application/json']?.schema;
const fields = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {});

test.each(['/api/messages', '/api/hooks/{id}'])('%s says what a message holds, one or many', (path) => {
  const [one, many] = json(document.paths[path]?.post)?.anyOf ?? [];
  expect(fields(one)).toEqual(Object.keys(messageInput.shape));
  expect(fields(many?.items)).toEqual(Object.keys(messageInput.shape));
});

test('what is pushed to partners and notice receivers stands there too', () => {
  expect(fields(json(document.webhooks.partner?.post))).toEqual(Object.keys(webhookBody.shape));
  expect(fields(json(document.webhooks.notice?.post))).toEqual(Object.keys(noticeBody.shape));
});
