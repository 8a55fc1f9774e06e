import jest from 'eslint-plugin-jest';
import typescript from 'typescript-eslint';

const clock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Ask platform/clock.ts what time it is.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Ask platform/clock.ts what time it is.',
  },
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Read the environment in platform/config.ts alone.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
];

export default typescript.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'demo-data/', 'coverage/', 'web/'] },
  ...typescript.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs'],
    // Nest reads constructor types at run time, so that an import used in one is no type import.
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 10],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'typeLike',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z][a-z]|(Impl|Manager|Helper|Util|Utils)$', match: false },
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: [
                'HttpException',
                'BadRequestException',
                'ForbiddenException',
                'NotFoundException',
                'UnauthorizedException',
              ],
              message: 'Throw an error of kernel/.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...clock],
    },
  },
  {
    files: ['src/platform/clock.ts', 'src/platform/config.ts', 'bench/**', 'bin/**', 'test/**', '*.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e.ts'],
    plugins: { jest },
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', '**.expect*'] }],
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
);
