export enum Size {
  Small = 'small',
  Large = 'large',
}

/** @format email */
export type Email = string;

interface Animal {
  /** How it is called. @see nothing */
  name: string;
  born: Date;
  size: Size;
  owner: Email | null;
  /** Those that it has in turn. */
  children?: Pet[];
}

export interface Dog extends Animal {
  kind: 'dog';
  /**
   * @integer
   * @minimum 0
   * @maximum 10
   */
  tricks: number;
}

export interface Bird extends Animal {
  kind: 'bird';
  /** Grams, of which no bird has too many. */
  weight: bigint;
  position?: [latitude: number, longitude: number];
}

/** What people keep. */
export type Pet = Dog | Bird;

/** What a client sends to change one. */
export type DogPatch = Partial<Omit<Dog, 'kind' | 'children'>>;

/** A part of a list. */
export interface Page<Item> {
  items: Item[];
  /** Where the next part begins. */
  next?: string;
}
