import { type AuditContent, auditIndex, type AuditIndex } from './audit-entry.js';
import { type AuditHead, inHex, signedText } from './audit-head.js';
import { emptyTree, type Frontier, type Hash, leafHash, merkleTreeHash, rootOf, withLeaf } from './merkle-tree.js';

/** A place in the log with what stands there now. */
export interface Place {
  readonly position: number;
  readonly entryId: string;
  /** The hash that was sealed here. */
  readonly sealedLeaf: Uint8Array;
  /** Null when there is no such entry any more. */
  readonly entry: {
    /** The bytes as stored. */
    readonly content: Uint8Array;
    readonly leafHash: Uint8Array;
    readonly index: AuditIndex;
  } | null;
}

/** The log as it was carried off the machine: a head, and the leaves under it. */
export interface ExportedTrail {
  readonly head: AuditHead;
  readonly leaves: readonly { readonly entryId: string; readonly leaf: Uint8Array }[];
}

/** The first thing that is wrong, in plain words. `position`: the first place of the log that it touches. */
export interface TrailFault {
  readonly position: number | null;
  readonly problem: string;
}

interface Against {
  readonly hash: Hash;
  readonly verifies: (text: string, signature: Uint8Array) => boolean;
  readonly exported: ExportedTrail | null;
}

/**
 * Goes once through the log, in order: each place, and each head after the last place under it. Every method names the
 * first fault that it meets; after a fault there is nothing more to ask.
 *
 * The bytes of every entry are hashed anew, and the root at each head is that of these hashes: nothing is believed of
 * what was stored beside them. The tree grows leaf by leaf; at the last head it is also computed as RFC 6962 defines it.
 */
export class TrailCheck {
  private tree: Frontier = emptyTree;
  private readonly leaves: Uint8Array[] = [];
  private last: AuditHead | null = null;
  private readonly exportedPositions: ReadonlyMap<string, number>;

  constructor(private readonly against: Against) {
    this.exportedPositions = new Map(against.exported?.leaves.map(({ entryId }, position) => [entryId, position]));
  }

  /** The exported file, before anything else. */
  export(): TrailFault | null {
    const { exported, hash, verifies } = this.against;
    if (!exported) return null;
    const { head, leaves } = exported;
    if (!verifies(signedText(head), head.signature)) {
      return {
        position: null,
        problem: 'The exported head is not signed with this key: it was changed, or the key is another one.',
      };
    }
    const leavesOnly = leaves.map(({ leaf }) => leaf);
    if (leaves.length === head.size && same(merkleTreeHash(hash, leavesOnly), head.root)) return null;
    return {
      position: null,
      problem: 'The leaves in the exported file are not those under its signed head: the file was changed.',
    };
  }

  place(place: Place): TrailFault | null {
    const expected = this.tree.size;
    const fault = this.faultOf(place, expected);
    if (fault) return { position: expected, problem: fault };
    this.tree = withLeaf(this.against.hash, this.tree, place.sealedLeaf);
    this.leaves.push(place.sealedLeaf);
    return null;
  }

  head(head: AuditHead): TrailFault | null {
    const problem = this.faultOfHead(head);
    if (problem) return { position: this.last?.size ?? 0, problem };
    this.last = head;
    return null;
  }

  /** Nothing follows. */
  end(): TrailFault | null {
    const { exported, hash } = this.against;
    const sealed = this.last?.size ?? 0;
    if (this.tree.size > sealed) {
      return { position: sealed, problem: `Position ${String(sealed)} stands under no head: the head was taken away.` };
    }
    if (exported && exported.head.size > sealed) {
      const problem = `The log ends before position ${String(sealed)}, which was exported: entries or heads were taken away.`;
      return { position: sealed, problem };
    }
    const agrees = !this.last || same(merkleTreeHash(hash, this.leaves), this.last.root);
    return agrees ? null : { position: 0, problem: 'The root of the whole log is not that of its last head.' };
  }

  get lastHead(): AuditHead | null {
    return this.last;
  }

  /** Places so far. */
  get entries(): number {
    return this.tree.size;
  }

  private faultOf(place: Place, expected: number): string | null {
    const at = `Position ${String(expected)}`;
    if (place.position !== expected) return `${at} is missing: the entry that stood there was deleted.`;
    return this.faultAgainstExport(place, at) ?? this.faultOfEntry(place, at);
  }

  private faultAgainstExport({ position, entryId, sealedLeaf }: Place, at: string): string | null {
    const exported = this.against.exported?.leaves[position];
    if (!exported || (exported.entryId === entryId && same(exported.leaf, sealedLeaf))) return null;
    if (exported.entryId === entryId) return `${at}, entry ${entryId}, was changed since it was exported.`;
    const before = this.exportedPositions.get(entryId);
    if (before === undefined) return `${at} has entry ${entryId}, which the export does not know: it was inserted.`;
    return `${at} has entry ${entryId}, which stood at position ${String(before)} when it was exported: entries were reordered or deleted.`;
  }

  private faultOfEntry({ entryId, entry, sealedLeaf }: Place, at: string): string | null {
    if (!entry) return `${at}: its entry ${entryId} was deleted.`;
    const leaf = leafHash(this.against.hash, entry.content);
    if (!same(leaf, sealedLeaf)) {
      const whole = same(leaf, entry.leafHash);
      const problem = whole
        ? 'is not the one that was sealed here: entries were reordered, or it was replaced'
        : 'was changed';
      return `${at}: the entry ${entryId} ${problem}.`;
    }
    const column = same(leaf, entry.leafHash) ? wrongColumn(entry) : 'leafHash';
    return column ? `${at}: the entry ${entryId} was changed: ${column} is not what its content says.` : null;
  }

  private faultOfHead(head: AuditHead): string | null {
    const number = (this.last?.number ?? 0) + 1;
    if (head.number !== number) return `Head ${String(number)} is missing: it was taken away.`;
    if (!this.against.verifies(signedText(head), head.signature)) {
      return `Head ${String(number)} is not signed with this key: it was changed, or the key is another one.`;
    }
    const { head: exported } = this.against.exported ?? {};
    if (exported?.number === number && signedText(head) !== signedText(exported)) {
      return `Head ${String(number)} is not the exported one.`;
    }
    return this.faultUnderHead(head);
  }

  private faultUnderHead({ number, size, root }: AuditHead): string | null {
    if (size !== this.tree.size) {
      return `Head ${String(number)} was signed over ${String(size)} entries, and ${String(this.tree.size)} are there.`;
    }
    if (same(rootOf(this.against.hash, this.tree), root)) return null;
    const places = `positions ${String(this.last?.size ?? 0)} to ${String(size - 1)}`;
    return `Head ${String(number)} was signed over other entries: ${places} are not as they were sealed.`;
  }
}

/** The column by which an entry would be found where its bytes say otherwise. An entry from before there was a log has no time in it. */
function wrongColumn({ content, index }: NonNullable<Place['entry']>): string | null {
  const said = JSON.parse(new TextDecoder().decode(content)) as Partial<AuditContent>;
  if (said.at === undefined) return null;
  const right = auditIndex(said as AuditContent);
  const columns = Object.keys(right) as (keyof AuditIndex)[];
  return columns.find((column) => JSON.stringify(right[column]) !== JSON.stringify(index[column])) ?? null;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return inHex(one) === inHex(other);
}
