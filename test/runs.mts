/**
 * How many cases a property test makes up.
 *
 * @param usual the number for `npm test`
 * @returns what `npm run test:fuzz -- --runs N` asks for, or the usual number
 */
export function runs(usual: number): number {
	const asked = Number(process.env['FUZZ_RUNS']);
	return asked > 0 ? asked : usual;
}
