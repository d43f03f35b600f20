// Made by "lambada build" of the annotations. Changes are lost.
import * as lambada from '@samples/lambada/runtime';
import { Notes } from '../../../apps/annotated-api/src/notes.ts';
import { HelloWorld } from '../../../apps/annotated-api/src/hello-world.ts';
import { LanguageChoice } from '../../../apps/annotated-api/src/language-choice.ts';
import { Page } from '../../../apps/annotated-api/src/page.ts';
import { NoSuchNote } from '../../../apps/annotated-api/src/no-such-note.ts';
import { NoSuchNoteMapper } from '../../../apps/annotated-api/src/no-such-note.ts';
import { Notes_replace_1, Notes_change_1, Notes_list_0_limit, Notes_create_0, Notes_createByForm_0 } from './api-validators.mjs';

const theNotes = lambada.once(() => new Notes());
const theHelloWorld = lambada.once(() => new HelloWorld());
const theLanguageChoice = lambada.once(() => new LanguageChoice());
const theNoSuchNoteMapper = lambada.once(() => new NoSuchNoteMapper());
const reviveNoteContent = (value) => lambada.reviveProperties(value, { due: (value) => lambada.reviveDate(value) });
export const table = {
  resources: {
    '/notes/{id}': {
      GET: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }], call: (values) => theNotes().find(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, produces: ['application/json'] },
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }], call: (values) => theNotes().read(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, produces: ['text/plain'] },
      ],
      HEAD: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }], call: (values) => theNotes().exists(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') } },
      ],
      PUT: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }, { kind: 'body', as: 'json', isRequired: true, validate: Notes_replace_1, revive: (value) => reviveNoteContent(value) }, { kind: 'context' }, { kind: 'header', name: 'if-none-match', types: [['*']], expects: '*' }], call: (values) => theNotes().replace(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, consumes: ['application/json'], produces: ['application/json'], authorizer: 'token' },
      ],
      PATCH: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }, { kind: 'body', as: 'json', isRequired: true, validate: Notes_change_1, revive: (value) => lambada.reviveProperties(value, { due: (value) => lambada.reviveDate(value) }) }], call: (values) => theNotes().change(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, consumes: ['application/json'], produces: ['application/json'], authorizer: 'token' },
      ],
      DELETE: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }], call: (values) => theNotes().remove(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, authorizer: 'token' },
      ],
    },
    '/notes/{id}/files/{name+}': {
      PUT: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }, { kind: 'path', name: 'name', isRequired: true, types: ['string'], expects: 'a string' }, { kind: 'body', as: 'bytes', isRequired: true }], call: (values) => theNotes().attach(...values), patterns: { id: new RegExp('^(?:[0-9a-f-]{36})$') }, consumes: ['application/octet-stream'], produces: ['application/json'], status: 202, authorizer: 'token' },
      ],
    },
    '/helloworld/{id}': {
      GET: [
        { parameters: [{ kind: 'path', name: 'id', isRequired: true, types: ['string'], expects: 'a string' }], call: (values) => theHelloWorld().hello(...values), produces: ['application/json'] },
      ],
    },
    '/language': {
      GET: [
        { parameters: [{ kind: 'cookie', name: 'language', default: 'en', types: [['en', 'fr', 'de']], expects: 'one of en, fr, de' }], call: (values) => theLanguageChoice().get(...values), produces: ['application/json'] },
      ],
      PUT: [
        { parameters: [{ kind: 'query', name: 'language', isRequired: true, types: [['en', 'fr', 'de']], expects: 'one of en, fr, de' }], call: (values) => theLanguageChoice().set(...values) },
      ],
    },
    '/notes': {
      GET: [
        { parameters: [{ kind: 'bean', create: () => new Page(), fields: { limit: { kind: 'query', name: 'limit', default: 20, types: ['integer'], expects: 'a whole number from 1 to 100', validate: Notes_list_0_limit }, priority: { kind: 'query', name: 'priority', types: [['low', 'normal', 'high']], expects: 'one of low, normal, high' } } }], call: (values) => theNotes().list(...values), produces: ['application/json'] },
      ],
      POST: [
        { parameters: [{ kind: 'body', as: 'json', isRequired: true, validate: Notes_create_0, revive: (value) => reviveNoteContent(value) }, { kind: 'context' }], call: (values) => theNotes().create(...values), consumes: ['application/json'], produces: ['application/json'], authorizer: 'token' },
        { parameters: [{ kind: 'form', name: 'title', isRequired: true, types: ['string'], expects: 'a string of at least 1 character', validate: Notes_createByForm_0 }, { kind: 'context' }, { kind: 'form', name: 'text', types: ['string'], expects: 'a string' }], call: (values) => theNotes().createByForm(...values), consumes: ['application/x-www-form-urlencoded'], produces: ['application/json'], authorizer: 'token' },
      ],
      OPTIONS: [
        { parameters: [{ kind: 'header', name: 'origin', types: ['string'], expects: 'a string' }], call: (values) => theNotes().preflight(...values) },
      ],
    },
  },
  mappers: [
    { error: NoSuchNote, toResponse: (error) => theNoSuchNoteMapper().toResponse(error) },
  ],
};
export const handler = lambada.lambdaHandler(lambada.createApplication(table));
