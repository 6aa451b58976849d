// n8n-core writes its configuration to the user's home folder unless it is told another one.
process.env.N8N_USER_FOLDER ??= process.env.N8N_NODES_TAMPUURI_TEST_FOLDER;
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-tests';
