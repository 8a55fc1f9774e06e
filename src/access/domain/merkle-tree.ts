/** SHA-256 over the parts, one after the other. Given by the caller: the domain knows no library. */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array;

/** RFC 6962, 2.1: a leaf and an inner node are hashed under different prefixes, so that neither passes for the other. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(hash: Hash, content: Uint8Array): Uint8Array {
  return hash(LEAF, content);
}

/**
 * A tree as far as growing needs it: the roots of the whole subtrees that it falls into, the largest first. Their sizes
 * are the powers of two in `size`, so there are at most log2(size) + 1.
 */
export interface Frontier {
  /** Leaves so far. */
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyTree: Frontier = { size: 0, peaks: [] };

/** The tree with one more leaf. */
export function withLeaf(hash: Hash, { size, peaks }: Frontier, leaf: Uint8Array): Frontier {
  let grown = leaf;
  let below = peaks.length;
  // Each odd bit is a whole subtree as large as the one that has just grown: the two become one.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    below -= 1;
    grown = hash(NODE, peaks[below] ?? grown, grown);
  }
  return { size: size + 1, peaks: [...peaks.slice(0, below), grown] };
}

/** The root of a tree that has grown leaf by leaf: the same as that of its leaves at once. */
export function rootOf(hash: Hash, { peaks }: Frontier): Uint8Array {
  const [last, ...larger] = peaks.toReversed();
  return last ? larger.reduce((root, peak) => hash(NODE, peak, root), last) : hash();
}

/** The Merkle tree hash of RFC 6962, 2.1, as it is defined there: the witness against which the rest is held. */
export function merkleTreeHash(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  const hashOf = (from: number, to: number): Uint8Array => {
    const [only] = to - from === 1 ? leaves.slice(from, to) : [];
    if (only) return only;
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    return hash(NODE, hashOf(from, from + half), hashOf(from + half, to));
  };
  return leaves.length === 0 ? hash() : hashOf(0, leaves.length);
}
