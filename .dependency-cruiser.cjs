/** The ten rules of docs/decisions/0007: which part may know which. */
const PURE = '^src/([^/]+/domain|kernel)/';
const FEATURES =
  'accounts|persons|reference|cases|indictments|judgments|hearings|witnesses|legal-aid|testimony|reports|docket|retention';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: PURE },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-knows-no-access',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: `^src/(access|${FEATURES})/` },
    },
    {
      name: 'access-knows-no-feature',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: `^src/(${FEATURES})/` },
    },
    {
      name: 'features-meet-in-domain-and-types',
      severity: 'error',
      from: { path: `^src/(${FEATURES})/`, pathNot: '^src/docket/' },
      to: { path: `^src/(${FEATURES})/`, pathNot: ['^src/$1/', '/domain/', '\\.(types|tables?)\\.ts$'] },
    },
    {
      name: 'types-know-only-domain',
      severity: 'error',
      from: { path: '\\.types\\.ts$' },
      to: { path: '^src/', pathNot: [PURE, '\\.types\\.ts$', '^src/platform/graphql/'] },
    },
    {
      name: 'typeorm-behind-the-store',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(tables?|store|view)\\.ts$', '^src/platform/db/'],
      },
      to: { path: '^node_modules/(typeorm|pg)/' },
    },
    {
      name: 'identities-are-sealed-in-the-vault-alone',
      severity: 'error',
      from: { path: '^src/persons/', pathNot: ['^src/persons/(identity-vault|person-key\\.store)\\.ts$'] },
      to: { path: '^src/platform/crypto/' },
    },
    {
      name: 'web-sees-only-the-core',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: PURE },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
