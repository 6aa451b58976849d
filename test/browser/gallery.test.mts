import { describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { Gallery } from '../../demo/gallery/gallery.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

/** An icon's path, or its light one where n8n has two. */
const inLightTheme = (iconUrl: unknown) => themedIcon.safeParse(iconUrl).data?.light ?? iconUrl;
const themedIcon = z.object({ light: z.string() });

describe("n8n's own gallery", () => {
	const { n8nUrl } = surroundingsNow();
	const session = sessionOfFile();

	test('shows the ready workflows, and one is used from there', async () => {
		const { editor } = session();
		const { page } = editor;
		await page.goto(`${n8nUrl}/templates`);
		const card = editor.part('template-card').filter({ hasText: 'CRM lead to person' });
		await card.waitFor();
		await editor.picture('gallery');
		await editor.part('template-filter-leases-and-crm').click();
		await editor
			.part('template-card')
			.filter({ hasText: 'Nightly' })
			.waitFor({ state: 'detached' });
		await editor.picture('gallery-category');
		await card.click();
		const description = editor.part('template-description');
		await description.getByText('writes the IDs to the CRM').waitFor();
		const picture = description.locator('img');
		await picture.scrollIntoViewIfNeeded();
		await page.waitForFunction(
			() =>
				document.querySelector<HTMLImageElement>('[data-test-id=template-description] img')
					?.naturalWidth,
		);
		await editor.picture('gallery-template');
		await editor.part('use-template-button').click();
		await page.getByText('Skip', { exact: true }).click();
		await editor.part('canvas-node').filter({ hasText: 'Lead Won in CRM' }).waitFor();
		await editor.picture('gallery-used');
	});

	test('shows each kind of step by the name and icon that n8n gives it', async () => {
		const gallery = await Gallery.open();
		await gallery.close();
		const known = new Map(
			(await signedIn().nodeTypes()).map(({ name, displayName, icon, iconUrl }) => [
				name,
				{ displayName: displayName.trim(), icon: inLightTheme(iconUrl) ?? icon },
			]),
		);
		for (const { nodes } of gallery.templates) {
			for (const { name, displayName, iconUrl, icon, iconData } of nodes) {
				if (iconData !== undefined) continue;
				const shown = { displayName, icon: iconUrl ?? icon };
				expect([name, shown]).toEqual([name, known.get(name)]);
			}
		}
	});
});
