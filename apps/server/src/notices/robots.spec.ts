// Each robot's letter, signature and answer, as tables; the signatures are checked against ones computed by other programs.
import { readRobotAnswer, robotLetter } from './robots';

const at = new Date('2026-11-28T00:00:00.123Z');
const url = 'https://robot.example/send?access_token=x';

test('WeCom: plain text, nothing signed', () => {
  expect(robotLetter('wecom', { url, signSecret: null }, '你好', at)).toEqual({
    url,
    body: { msgtype: 'text', text: { content: '你好' } },
  });
});

test('DingTalk: signed in the address, the time in milliseconds', () => {
  const letter = robotLetter('dingtalk', { url, signSecret: 'SECabc' }, '你好', at);
  const { searchParams } = new URL(letter.url);
  expect(searchParams.get('access_token')).toBe('x');
  expect(searchParams.get('timestamp')).toBe('1795824000123');
  // printf '1795824000123\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
  expect(searchParams.get('sign')).toBe('FoGHTsEmY74sComtqDpoIjQsw9j41prwjErnkDc2xvk=');
  expect(robotLetter('dingtalk', { url, signSecret: null }, '你好', at).url).toBe(url);
});

test('Feishu: signed in the body, the time in seconds, the key is what others sign', () => {
  const { body } = robotLetter('feishu', { url, signSecret: 'SECabc' }, '你好', at);
  expect(body).toEqual({
    timestamp: '1795824000',
    // printf '' | openssl dgst -sha256 -hmac "$(printf '1795824000\nSECabc')" -binary | base64
    sign: 'C0XUEB4Y+nnGJHpKfCjDrhPlxqcdLa50n/juBYec8jg=',
    msg_type: 'text',
    content: { text: '你好' },
  });
  expect(robotLetter('feishu', { url, signSecret: null }, '你好', at).body).not.toHaveProperty('sign');
});

test('a text that is too long for a group is cut between letters', () => {
  const { body } = robotLetter('wecom', { url, signSecret: null }, '望'.repeat(900), at);
  const { content } = (body as { text: { content: string } }).text;
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
  expect(content).toMatch(/^望+…$/);
});

test.each([
  ['wecom', '{"errcode":0,"errmsg":"ok"}', null, false, null],
  ['wecom', '{"errcode":93000,"errmsg":"invalid webhook url"}', 'wecom-93000', true, null],
  ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}', 'wecom-45009', false, 60],
  ['dingtalk', '{"errcode":0}', null, false, null],
  ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', 'dingtalk-310000', true, null],
  ['dingtalk', '{"errcode":-1,"errmsg":"系统繁忙"}', 'dingtalk--1', false, null],
  ['feishu', '{"code":0,"msg":"success","data":{}}', null, false, null],
  ['feishu', '{"StatusCode":0,"StatusMessage":"success"}', null, false, null],
  ['feishu', '{"code":19021,"msg":"sign match fail"}', 'feishu-19021', true, null],
  ['feishu', '{"code":11232,"msg":"frequency limited"}', 'feishu-11232', false, 60],
  ['feishu', '<html>登录</html>', 'bad-answer', false, null],
  ['wecom', '{"code":0}', 'bad-answer', false, null],
  ['wecom', null, 'bad-answer', false, null],
] as const)('%s answers %s', (kind, text, fault, isFinal, retryAfterSeconds) => {
  expect(readRobotAnswer(kind, text)).toEqual({ fault, isFinal, retryAfterSeconds });
});
