import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import typescriptEslint from 'typescript-eslint';

export default defineConfig([
	{
		files: ['**/*.mts', '**/*.mjs', '**/*.js'],
		ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**'],
		extends: [js.configs.recommended, typescriptEslint.configs.recommended],
		languageOptions: {
			globals: Object.fromEntries(
				[
					'process',
					'console',
					'Buffer',
					'URL',
					'URLSearchParams',
					'AbortController',
					'AbortSignal',
					'fetch',
					'setTimeout',
					'clearTimeout',
					'setImmediate',
					'performance',
					'structuredClone',
					'module',
					'exports',
					'require',
					'__dirname',
				].map((name) => [name, 'readonly']),
			),
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		files: ['**/*.js'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
]);
