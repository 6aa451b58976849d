import { folded } from '../foreignValues';

/** Keys under which APIs put the rows of a list, without dots over letters or underscores. */
const ROWS =
	/^(items?|rows?|data|results?|values?|records?|entries|content|list|hits|tulokset|rivit|tietueet|lista|sisalto)$/;

/** Keys of the number of all rows, which can't be the number of those on the page. */
const TOTAL =
	/^(total|total(count|items|results|rows|records)|kokonais(luku)?maara|(riveja|tuloksia)yhteensa)$/;

/** Other keys of an envelope. A count may be that of the page, or a sum. */
const PAGING =
	/^(offset|limit|skip|take|count|page|pages|page(size|number|index|count)|(total|current)pages?|has(more|next)(page)?|next|previous|(next|previous)page|metadata|meta|paging|sivu|sivuja|sivu(n)?(koko|numero|maara)|sivutus|lkm|maara|lukumaara|yhteensa|seuraava|edellinen)$/;

function plain(key: string): string {
	return folded(key).replace(/[_-]/g, '');
}

/** Whether a key has the number of all rows. */
export function isTotal(key: string): boolean {
	return TOTAL.test(plain(key));
}

/** The key with the rows, if all keys are an envelope's and one of them has rows. */
export function rowsKeyOf(keys: readonly string[]): string | undefined {
	const others = keys.filter((key) => !isTotal(key) && !PAGING.test(plain(key)));
	const [rows] = others;
	return others.length === 1 && rows !== undefined && ROWS.test(plain(rows)) ? rows : undefined;
}
