/** How the trail stood at one moment: so many entries, and the root of the tree over them, signed. */
export interface AuditHead {
  /** 1 for the first; without gaps, so that a head that is taken away is missed. */
  readonly number: number;
  /** Entries under it. */
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO instant in UTC. */
  readonly sealedAt: string;
  readonly signature: Uint8Array;
}

/** What the signature of a head is made over. */
export function signedText({ number, size, root, sealedAt }: Omit<AuditHead, 'signature'>): string {
  return `Vigil audit trail, head ${String(number)}\nentries ${String(size)}\nroot ${inHex(root)}\nsealed ${sealedAt}\n`;
}

export function inHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
