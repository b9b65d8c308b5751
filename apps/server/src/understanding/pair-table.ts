// Pairs of neighbouring Chinese characters with a mark each, kept as numbers: as words in a Set they take twice as long.

/** So many pairs at first; a longer text makes it larger. */
const ROOM = 2048;

/** Set for the code units that are Chinese characters by themselves; those beyond the basic plane take two units and are not among them. */
let chinese: Uint8Array | null = null;
function readChinese(): Uint8Array {
  const found = new Uint8Array(0x10000);
  for (let code = 0; code < found.length; code += 1)
    if (/\p{Script=Han}/u.test(String.fromCharCode(code))) found[code] = 1;
  return found;
}

/** Open addressing over typed arrays that are used again and again; marks of one pair are joined bit by bit. */
export class PairTable {
  private keys = new Int32Array(2 * ROOM);
  private marks = new Uint8Array(2 * ROOM);
  private order = new Int32Array(ROOM);
  private count = 0;

  /** Pairs of the text, and the last character of each run by itself; it must hold no surrogates. */
  add(text: string, mark: number): void {
    chinese ??= readChinese();
    this.makeRoom(this.count + text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (chinese[code] === 0) continue;
      const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
      this.put((code << 16) | (chinese[next] === 1 ? next : 0), mark);
    }
  }

  /** Tells every pair with its mark, in the order they came, and leaves the table empty. */
  take(told: (pair: string, mark: number) => void): void {
    for (let i = 0; i < this.count; i++) {
      const slot = this.order[i]!;
      const [first, second] = [this.keys[slot]! >>> 16, this.keys[slot]! & 0xffff];
      told(second === 0 ? String.fromCharCode(first) : String.fromCharCode(first, second), this.marks[slot]!);
      this.marks[slot] = 0;
    }
    this.count = 0;
  }

  private put(key: number, mark: number): void {
    const last = this.keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & last;
    while (this.marks[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & last;
    if (this.marks[slot] === 0) {
      this.keys[slot] = key;
      this.order[this.count++] = slot;
    }
    this.marks[slot]! |= mark;
  }

  private makeRoom(pairs: number): void {
    let room = this.order.length;
    if (pairs <= room) return;
    while (room < pairs) room *= 2;
    const [keys, marks] = [this.keys, this.marks];
    const held = this.order.subarray(0, this.count);
    this.keys = new Int32Array(2 * room);
    this.marks = new Uint8Array(2 * room);
    this.order = new Int32Array(room);
    this.count = 0;
    for (const slot of held) this.put(keys[slot]!, marks[slot]!);
  }
}
