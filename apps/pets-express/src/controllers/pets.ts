import { Router } from 'express';
import mongoose from 'mongoose';
import { Pet, petFields } from '../models/pet.ts';
import { pageOf, readListQuery } from '../pet-list.ts';

/** The REST API. */
export function pets(): Router {
  const router = Router();

  router.get('/', async ({ query }, response) => {
    response.json(await listPets(query));
  });

  router.post('/', async ({ body }, response) => {
    const pet = await Pet.create(petFields(body));
    response.status(201).location(`pets/${pet.id}`).json(pet);
  });

  router.get('/:id', async ({ params }, response) => {
    response.json(await Pet.findById(params.id).orFail(notFound));
  });

  router.put('/:id', async ({ params, body }, response) => {
    response.json(await replacePet(params.id, body));
  });

  router.delete('/:id', async ({ params }, response) => {
    await Pet.findByIdAndDelete(params.id).orFail(notFound);
    response.status(204).end();
  });

  return router;
}

/** A page of pets in the order in which they were added; `next` is the cursor of the page after it. */
export async function listPets(query: Record<string, unknown>) {
  const { kind, after, size } = readListQuery(query);
  const found = await Pet.find({
    ...(kind && { kind }),
    ...(after && { _id: { $gt: new mongoose.Types.ObjectId(after) } }),
  })
    .sort({ _id: 1 })
    .limit(size + 1);
  return pageOf(found, size);
}

/** Replaces every field: one that the body leaves out is removed. */
export async function replacePet(id: string, body: unknown) {
  if (!mongoose.isValidObjectId(id)) throw new mongoose.Error.CastError('ObjectId', id, '_id');
  const pet = new Pet({ ...petFields(body), _id: id });
  await pet.validate();
  return Pet.findOneAndReplace({ _id: id }, pet.toObject(), { returnDocument: 'after' }).orFail(notFound);
}

export function notFound() {
  return Object.assign(new Error('There is no pet of this id'), { status: 404 });
}
