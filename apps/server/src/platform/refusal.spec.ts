// What a receiver says beside its 200, as a table.
import { saysRefused } from './refusal';

test.each<[text: string | null, isRefused: boolean]>([
  [null, false],
  ['', false],
  ['ok', false],
  ['{"errcode":0,"errmsg":"ok"}', false],
  ['{"errcode":"0"}', false],
  ['{"errcode":null}', false],
  ['{"errcode":40001,"errmsg":"签名无效"}', true],
  ['{"errCode":"E01"}', true],
  ['{"success":true}', false],
  ['{"success":false,"msg":"重复"}', true],
  ['{"ok":false}', true],
  ['{"error":null}', false],
  ['{"error":""}', false],
  ['{"error":{}}', false],
  ['{"error":[]}', false],
  ['{"error":"no such tenant"}', true],
  ['{"error":{"code":5}}', true],
  // To one system 0 is good, to the next 200.
  ['{"code":200}', false],
  ['{"code":500}', false],
  ['[{"error":"x"}]', false],
  ['{"error":"cut off', false],
])('%s', (text, isRefused) => expect(saysRefused(text)).toBe(isRefused));
