import { type NextFunction, type Request, type Response, Router } from 'express';
import { assets } from '../assets.ts';
import { Pet, petFields } from '../models/pet.ts';
import { kinds } from '../pet-list.ts';
import { problemOf } from '../problem.ts';
import form from '../views/form.pug';
import list from '../views/list.pug';
import { listPets, notFound, replacePet } from './pets.ts';

/**
 * The web app. Its forms have routes of their own, so that an API key that `/pets` may require does not break the pages.
 * Changed by the move, 6: every URL is relative, because on API Gateway the path begins with the name of the stage.
 */
export function pages(): Router {
  const router = Router();
  router.use(refuseOtherSites);

  router.get('/', async ({ query }, response) => {
    response.send(await listPage(query));
  });

  router.post('/add', async ({ body }, response) => {
    try {
      await Pet.create(petFields(body));
      response.redirect(303, './');
    } catch (cause) {
      const { status, errors } = fieldErrors(cause);
      response.status(status).send(await listPage({}, { pet: body, errors }));
    }
  });

  router.get('/edit/:id', async ({ params }, response) => {
    const pet = await Pet.findById(params.id).orFail(notFound);
    response.send(form({ assets, base: '../', kinds, pet, errors: {} }));
  });

  router.post('/edit/:id', async ({ params, body }, response) => {
    try {
      await replacePet(params.id, body);
      response.redirect(303, '../');
    } catch (cause) {
      const { status, errors } = fieldErrors(cause);
      response.status(status).send(form({ assets, base: '../', kinds, pet: body, errors }));
    }
  });

  router.post('/delete/:id', async ({ params }, response) => {
    await Pet.findByIdAndDelete(params.id);
    response.redirect(303, '../');
  });

  return router;
}

async function listPage(query: Record<string, unknown>, { pet = {}, errors = {} } = {}): Promise<string> {
  const { pets, next } = await listPets(query);
  return list({ assets, base: '', kinds, kind: query.kind, pets, next, pet, errors });
}

/** What is shown beside the fields of a form. Other failures have a page of their own. */
function fieldErrors(cause: unknown) {
  const { status, errors } = problemOf(cause);
  if (!errors) throw cause;
  return { status, errors };
}

/** A form of another site must not change anything here. */
function refuseOtherSites(request: Request, _response: Response, next: NextFunction): void {
  const isFromOther = request.get('sec-fetch-site') === 'cross-site' && request.method === 'POST';
  next(isFromOther ? { status: 403, message: 'The form belongs to another site' } : undefined);
}
