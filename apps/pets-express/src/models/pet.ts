import mongoose from 'mongoose';
import { kinds } from '../pet-list.ts';

const schema = new mongoose.Schema(
  {
    name: {
      type: String,
      trim: true,
      unique: true,
      required: [true, 'A pet needs a name'],
      maxLength: [80, 'Expected a name of at most 80 characters'],
    },
    kind: {
      type: String,
      required: [true, 'A pet needs a kind'],
      enum: { values: kinds, message: `Expected one of ${kinds.join(', ')} as the kind` },
    },
    age: {
      type: Number,
      required: [true, 'A pet needs an age'],
      min: [0, 'Expected an age from 0 to 40'],
      max: [40, 'Expected an age from 0 to 40'],
      validate: { validator: Number.isInteger, message: 'Expected an age in whole years' },
    },
    picture: {
      type: String,
      maxLength: [2000, 'Expected a URL of at most 2,000 characters'],
      match: [/^https:\/\/\S+$/, 'Expected a URL that starts with https://'],
    },
  },
  {
    versionKey: false,
    toJSON: { transform: (_document, { _id, ...fields }) => ({ id: String(_id), ...fields }) },
  },
);

export const Pet = mongoose.model('Pet', schema);

/** The fields of a request's body that a client may set. */
export function petFields(body: unknown): Record<string, unknown> {
  const { name, kind, age, picture } = (body ?? {}) as Record<string, unknown>;
  // A form sends an empty string for what was left out.
  return { name, kind, age: age === '' ? undefined : age, picture: picture || undefined };
}
