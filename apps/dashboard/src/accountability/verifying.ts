// Verifies one ledger entry in the browser, step by step, from what is shown: nothing is taken on the server's word.
import type { LedgerProof } from '#contract';
import {
  canonicalText,
  fromBase64,
  type LedgerEntry,
  leafHash,
  type ProofStep,
  toBase64,
  walkInclusion,
} from '../../../../libs/accountability/in-browser';
import { readCheckpoint, type SignatureVerdict, verifySignature } from './checkpoint-note';

export type CheckName = 'leaf' | 'path' | 'root' | 'rootNow' | 'size' | 'signature';
export type Check = { name: CheckName; verdict: SignatureVerdict };
export type Verified = {
  /** The text that was hashed. */
  text: string;
  /** Base64, like the proof's own. */
  leaf: string;
  steps: { side: ProofStep['side']; sibling: string; result: string }[];
  root: string | null;
  checks: Check[];
  outcome: 'good' | 'goodUnsigned' | 'goodUnchecked' | 'bad';
};

export const textOf = (proof: LedgerProof): string => canonicalText(proof.entry as LedgerEntry);

/** `publicKey`: the verifier key of the ledger; null where it is not known. */
export async function verify(proof: LedgerProof, publicKey: string | null): Promise<Verified> {
  const { entry, checkpoint } = proof;
  const leaf = await leafHash(entry as LedgerEntry);
  const sealed = checkpoint === null ? null : readCheckpoint(checkpoint);
  const size = sealed?.size ?? proof.size;
  const walked = await walkInclusion({
    index: entry.seq - 1,
    size,
    leaf,
    proof: proof.path.map(fromBase64),
  });
  const root = walked && toBase64(walked.root);
  const say = (holds: boolean): SignatureVerdict => (holds ? 'holds' : 'fails');
  const checks: Check[] = [
    { name: 'leaf', verdict: say(toBase64(leaf) === proof.leafHash) },
    { name: 'path', verdict: say(walked !== null) },
    // The root that was signed, not the one told beside it.
    {
      name: sealed ? 'root' : 'rootNow',
      verdict: say(root !== null && root === (sealed?.root ?? proof.root)),
    },
  ];
  if (checkpoint !== null) {
    checks.push({ name: 'size', verdict: say(sealed !== null && sealed.size >= entry.seq) });
    const signature = publicKey === null ? 'cannot' : await verifySignature(checkpoint, publicKey);
    checks.push({ name: 'signature', verdict: signature });
  }
  return {
    text: textOf(proof),
    leaf: toBase64(leaf),
    steps: (walked?.steps ?? []).map(({ side, sibling, result }) => ({
      side,
      sibling: toBase64(sibling),
      result: toBase64(result),
    })),
    root,
    checks,
    outcome: outcomeOf(checks, checkpoint !== null),
  };
}

function outcomeOf(checks: readonly Check[], isSealed: boolean): Verified['outcome'] {
  if (checks.some(({ verdict }) => verdict === 'fails')) return 'bad';
  if (!isSealed) return 'goodUnsigned';
  return checks.some(({ verdict }) => verdict === 'cannot') ? 'goodUnchecked' : 'good';
}
