import { InvalidInput } from '../../shared/errors/failure';
import { isPlaceholder } from '../../shared/api/placeholder';
import { propertyOf } from '../../shared/foreignValues';
import { idOf, validId } from '../../shared/call/values';
import type { RunComposite } from './composite';

/**
 * Creates a service request that names another one as its parent. That one is read first: it must be
 * there, and its property is taken where none is chosen (assumed: EVIDENCE.md#service-requests).
 *
 * @throws InvalidInput when there is no property to create it for
 */
export const createFollowUp: RunComposite = async ({ steps, parameters, call }) => {
	const [get, create] = steps;
	const { path, values, moreFields } = parameters;
	const parent = idOf({ label: 'Service Request (Ilmoitus)' }, path.id);
	const [original = {}] = await call(get, { values: {}, moreFields: {} });
	const costCentre = values.costCentre ?? validId(propertyOf(original, 'KohdeId'));
	// A preview of a request that an earlier step only previewed: there is nothing to read.
	if (costCentre === undefined && !isPlaceholder(parent)) {
		throw new InvalidInput(
			`Tampuuri does not say which property service request ${parent} concerns`,
			'Choose it under Additional Fields: Cost Centre (Kustannuspaikka).',
		);
	}
	const unit =
		values.costCentre === undefined ? validId(propertyOf(original, 'HuoneistoId')) : undefined;
	return await call(create, {
		values: {
			...(unit !== undefined && { space: unit }),
			...values,
			costCentre,
			parentServiceRequest: parent,
		},
		moreFields,
	});
};
