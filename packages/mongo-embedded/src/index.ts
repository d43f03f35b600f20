export { createMongoEmbedded, type MongoEmbedded, type MongoEmbeddedOptions } from './mongo-embedded.ts';
