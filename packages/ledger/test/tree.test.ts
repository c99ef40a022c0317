import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  Frontier,
  inclusionProof,
  leafHash,
  type NodeSource,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts'

/** The leaves and roots that the Certificate Transparency project tests its own trees with (RFC 6962, 2.1.3). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  hex => Buffer.from(hex, 'hex'),
)
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
]
const paths: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
const growths: [from: number, to: number, path: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

/** RFC 9162, 2.1.1, word for word: the slow way to the same roots. */
function treeHash(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes
  if (only === undefined) return hash('sha256', '', 'buffer')
  if (hashes.length === 1) return only
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  const both = [treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split))]
  return hash('sha256', Buffer.concat([Buffer.from([1]), ...both]), 'buffer')
}

const nodesOf =
  (hashes: readonly Buffer[]): NodeSource =>
  async nodes =>
    nodes.map(({ level, index }) => treeHash(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)))

const hex = (path: readonly Buffer[]) => path.map(one => one.toString('hex'))
const hashes = leaves.map(leafHash)
const rootAt = (size: number) => Buffer.from(roots[size] ?? '', 'hex')

describe('the trees of RFC 6962', () => {
  test('a growing tree passes every known root', () => {
    const tree = new Frontier()
    expect(tree.root().toString('hex')).toBe(roots[0])
    for (const [at, leaf] of hashes.entries()) {
      tree.add(leaf)
      expect(tree.root().toString('hex')).toBe(roots[at + 1])
    }
  })

  test.each(paths)('the known inclusion proof of leaf %i in a tree of %i', async (index, size, path) => {
    const proof = await inclusionProof(index, size, nodesOf(hashes))
    expect(hex(proof)).toEqual(path)
    expect(verifyInclusion(hashes[index] ?? Buffer.alloc(0), index, size, proof, rootAt(size))).toBe(true)
  })

  test.each(growths)('the known consistency proof from %i to %i', async (from, to, path) => {
    const proof = await consistencyProof(from, to, nodesOf(hashes))
    expect(hex(proof)).toEqual(path)
    expect(verifyConsistency(from, to, rootAt(from), rootAt(to), proof)).toBe(true)
  })
})

describe('proofs in trees of any size', () => {
  const many = Array.from({ length: 70 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)))
  const size = fc.integer({ min: 1, max: many.length })

  test('what is in the tree is proved, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (n, pick, other) => {
        const index = pick % n
        const root = treeHash(many.slice(0, n))
        const proof = await inclusionProof(index, n, nodesOf(many))
        const at = (one: number) => many[one] ?? Buffer.alloc(32)
        expect(verifyInclusion(at(index), index, n, proof, root)).toBe(true)
        const wrong = other % many.length
        if (wrong !== index) {
          expect(verifyInclusion(at(wrong), index, n, proof, root)).toBe(false)
          expect(verifyInclusion(at(index), wrong, n, proof, root)).toBe(false)
        }
        expect(verifyInclusion(at(index), index, n, [...proof, root], root)).toBe(false)
        if (proof.length > 0) expect(verifyInclusion(at(index), index, n, proof.slice(1), root)).toBe(false)
      }),
    )
  })

  test('a tree continues what it grew from, and no tree with another beginning', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (to, pick, place) => {
        const from = 1 + (pick % to)
        const grown = treeHash(many.slice(0, to))
        const proof = await consistencyProof(from, to, nodesOf(many))
        expect(verifyConsistency(from, to, treeHash(many.slice(0, from)), grown, proof)).toBe(true)
        const forked = many.with(place % from, leafHash(Buffer.from('forged')))
        const forkedProof = await consistencyProof(from, to, nodesOf(forked))
        const forkedRoot = treeHash(forked.slice(0, to))
        expect(verifyConsistency(from, to, treeHash(many.slice(0, from)), forkedRoot, forkedProof)).toBe(false)
        expect(verifyConsistency(from, to, treeHash(many.slice(0, from)), forkedRoot, proof)).toBe(false)
      }),
    )
  })
})
