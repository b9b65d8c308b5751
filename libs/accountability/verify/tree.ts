// The verifier's own RFC 6962 tree, written from the paper and not shared with the writer: leaf, node, growing root.
import { hash } from 'node:crypto';

export function leafOf(line: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from([0]), line]), 'buffer');
}

function parentOf(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from([1]), left, right]), 'buffer');
}

/** A tree that is only ever added to: it keeps the complete subtrees, largest first, and nothing else. */
export class GrowingTree {
  private readonly subtrees: { leaves: number; hash: Uint8Array }[];

  constructor(subtrees: { leaves: number; hash: Uint8Array }[] = []) {
    this.subtrees = subtrees;
  }

  push(leaf: Uint8Array): void {
    let added = { leaves: 1, hash: leaf };
    for (let last = this.subtrees.at(-1); last?.leaves === added.leaves; last = this.subtrees.at(-1)) {
      this.subtrees.pop();
      added = { leaves: last.leaves * 2, hash: parentOf(last.hash, added.hash) };
    }
    this.subtrees.push(added);
  }

  /** The root as hexadecimal text. */
  root(): string {
    const hashes = this.subtrees.map((subtree) => subtree.hash);
    const root = hashes.length === 0 ? hash('sha256', '', 'buffer') : hashes.reduceRight(joinLeft);
    return Buffer.from(root).toString('hex');
  }

  clone(): GrowingTree {
    return new GrowingTree([...this.subtrees]);
  }
}

const joinLeft = (right: Uint8Array, left: Uint8Array): Uint8Array => parentOf(left, right);
