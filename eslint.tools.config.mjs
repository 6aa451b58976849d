import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import typescriptEslint from 'typescript-eslint';

export default defineConfig([
	{
		files: ['**/*.mts', '**/*.mjs', '**/*.js'],
		ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**'],
		extends: [js.configs.recommended, typescriptEslint.configs.recommended],
		languageOptions: {
			globals: globals.node,
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
