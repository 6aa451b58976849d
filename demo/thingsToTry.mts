import type { ImportedTemplate } from './templates.mts';

export interface Addresses {
	n8n: string;
	/** The simulator's own pages. */
	simulator: string;
	/** The page about the other systems. */
	systems: string;
}

/** What to press and where to look, for somebody who sees all of this for the first time. */
export function thingsToTry(
	{ n8n, simulator, systems }: Addresses,
	templates: readonly ImportedTemplate[],
): string {
	const workflow = (key: string) => {
		const template = templates.find((one) => one.key === key);
		if (template === undefined) throw new Error(`templates/${key}.json is missing`);
		return `${n8n}/workflow/${template.stored.id}`;
	};
	return `  Things to try, in this order; sign in to the editor first

  1. Run a workflow      ${workflow('maintenance')}
                         Press "Execute workflow": a service request (ilmoitus) goes from open to done.
                         Double-click a step to see what it got and gave.

  2. Tampuuri calls n8n  ${simulator}webhooks
                         Press "Create": the order for the contractor is at ${systems}
                         within seconds, and the run at ${workflow('maintenance-export-events')}/executions

  3. The contractor      ${systems}
     reports back        Reload it, press the first "Send": the request becomes done (tehty), see the end of
                         ${simulator}state-changes

  4. A lease ends        ${simulator}webhooks
                         Press "End": its end date arrives in the CRM at ${systems}

  5. A person writes     ${n8n}/form/tampuuri-contact
                         As "Venla Testaaja" it becomes a contact event (yhteydenotto), see the end of
                         ${simulator}writes
                         As "Aino Ääri", of whom there are two, a mail asks a person: ${systems}

  6. Something fails     ${systems}
                         In the CRM's lead write 999 as the unit, and send it: a mail tells what
                         Tampuuri said, and in which step.

  The workflows with a schedule don't run by themselves here: open one at ${n8n}
  and press "Execute workflow"; what it sends arrives at ${systems}
  "Ask what is open in a building" can't be tried without an OpenAI credential of your own.`;
}
