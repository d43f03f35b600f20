/** The function that every server of a comparison runs. */
export const helloSource = `export const handler = async () => ({
  statusCode: 200,
  headers: { 'Content-Type': 'text/plain' },
  body: 'hello',
});
`;
