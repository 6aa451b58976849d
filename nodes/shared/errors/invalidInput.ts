import { UserError } from 'n8n-workflow';

/** A value that was refused before anything was sent, so nothing was billed or changed. */
export class InvalidInput extends UserError {
	constructor(message: string, advice: string) {
		super(message, { description: `${advice}\nNothing was sent to Tampuuri.` });
	}
}
