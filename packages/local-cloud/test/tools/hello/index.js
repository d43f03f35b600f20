exports.handler = async ({ httpMethod, path }) => ({
  statusCode: 200,
  headers: { 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify({ method: httpMethod, path }),
});
