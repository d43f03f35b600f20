const greetings: Readonly<Record<string, string>> = {
  Ada: 'Good morning, Ada!',
  Grace: 'Good evening, Grace!',
};

export function findGreeting(name: string): string | undefined {
  return Object.hasOwn(greetings, name) ? greetings[name] : undefined;
}
