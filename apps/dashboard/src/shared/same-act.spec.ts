// A double click sends once; the same act later, or another one beside it, is sent.
import { sameActs } from './same-act';

describe('the same act while the first is on its way', () => {
  const server = () => {
    const sent: string[] = [];
    const answers: (() => void)[] = [];
    const send = ({ body }: { body: string }) => {
      sent.push(body);
      return new Promise<string>((done) => answers.push(() => done(`${body} ${sent.length}`)));
    };
    return { sent, send, answer: () => answers.shift()?.() };
  };

  it('is sent once and answered to both', async () => {
    const { sent, send, answer } = server();
    const act = sameActs<{ body: string }, string>();
    const both = [act({ body: '井盖' }, send), act({ body: '井盖' }, send)];
    answer();
    expect(await Promise.all(both)).toEqual(['井盖 1', '井盖 1']);
    expect(sent).toEqual(['井盖']);
  });

  it('is sent again when the first has come back, also when that failed', async () => {
    const { sent, send, answer } = server();
    const act = sameActs<{ body: string }, string>();
    await expect(act({ body: '井盖' }, () => Promise.reject(new Error('offline')))).rejects.toThrow(
      'offline',
    );
    const first = act({ body: '井盖' }, send);
    answer();
    await first;
    const second = act({ body: '井盖' }, send);
    answer();
    expect(await second).toBe('井盖 2');
    expect(sent).toEqual(['井盖', '井盖']);
  });

  it('keeps no other act back', async () => {
    const { sent, send, answer } = server();
    const act = sameActs<{ body: string }, string>();
    const both = [act({ body: '井盖' }, send), act({ body: '路灯' }, send)];
    answer();
    answer();
    await Promise.all(both);
    expect(sent).toEqual(['井盖', '路灯']);
  });
});
