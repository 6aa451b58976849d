import { rm } from 'node:fs/promises';

/** Removes what `userFolder.mts` made. */
export default async function removeUserFolder(): Promise<void> {
	const folder = process.env.N8N_NODES_TAMPUURI_TEST_FOLDER;
	if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
