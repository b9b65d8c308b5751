// A double click is one act: the same thing asked again while the first is on its way joins the first.

/** Keeps what is on its way by what was asked; `send` begins it only where the same is not under way. */
export function sameActs<Given, Done>() {
  const onTheWay = new Map<string, Promise<Done>>();
  return (given: Given, send: (given: Given) => Promise<Done>): Promise<Done> => {
    const key = JSON.stringify(given);
    const under = onTheWay.get(key);
    if (under) return under;
    const sent = send(given).finally(() => onTheWay.delete(key));
    onTheWay.set(key, sent);
    return sent;
  };
}
