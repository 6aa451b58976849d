import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its configuration to the user's home folder unless it is told another one.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-tampuuri-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-tests';
