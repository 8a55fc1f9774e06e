import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { emptyTree, type Frontier, type Hash, leafHash, merkleTreeHash, rootOf, withLeaf } from './merkle-tree.js';

const sha256: Hash = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const grown = (leaves: readonly Uint8Array[]): Frontier =>
  leaves.reduce<Frontier>((tree, leaf) => withLeaf(sha256, tree, leaf), emptyTree);

/** The vectors of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test). */
const contents = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = contents.map((content) => leafHash(sha256, Buffer.from(content, 'hex')));

describe('A Merkle tree', () => {
  it.each(roots.map((root, size) => [size, root] as const))(
    'of the first %i vectors of RFC 6962 has their published root',
    (size, root) => {
      expect(hex(merkleTreeHash(sha256, leaves.slice(0, size)))).toBe(root);
      expect(hex(rootOf(sha256, grown(leaves.slice(0, size))))).toBe(root);
    },
  );

  const someLeaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 70 });

  it('that grows leaf by leaf has the root of all its leaves at once', () => {
    fc.assert(
      fc.property(someLeaves, (all) => {
        const tree = grown(all);
        expect(tree.size).toBe(all.length);
        expect(hex(rootOf(sha256, tree))).toBe(hex(merkleTreeHash(sha256, all)));
      }),
    );
  });

  it('keeps one peak for each power of two in its size', () => {
    fc.assert(
      fc.property(someLeaves, (all) => {
        expect(grown(all).peaks).toHaveLength([...all.length.toString(2)].filter((bit) => bit === '1').length);
      }),
    );
  });

  it('gets another root by any change of a leaf, of their order or of their number', () => {
    const different = fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), {
      minLength: 2,
      maxLength: 40,
      selector: hex,
    });
    fc.assert(
      fc.property(different, fc.nat(), (all, at) => {
        const one = at % all.length;
        const other = (one + 1) % all.length;
        const root = hex(merkleTreeHash(sha256, all));
        const swapped = all.with(one, all[other]!).with(other, all[one]!);
        const cut = all.toSpliced(one, 1);
        const doubled = all.toSpliced(one, 0, all[one]!);
        for (const forged of [swapped, cut, doubled]) expect(hex(merkleTreeHash(sha256, forged))).not.toBe(root);
      }),
    );
  });
});
