// One method in each framework: GET /helloworld/{id}?times=, a whole number from 1 to 9, 1 by default.

/** No framework, and nothing is checked: what others are measured against. */
export const bare = {
  'bare.mjs': `export const handler = async (event) => {
  const { id } = event.pathParameters;
  const times = Number(event.multiValueQueryStringParameters?.times?.at(-1) ?? 1);
  return {
    statusCode: 200,
    multiValueHeaders: { 'Content-Type': ['application/json'] },
    body: JSON.stringify({ id, message: 'Hello! '.repeat(times) }),
  };
};
`,
};

export const lambada = {
  'package.json': '{ "name": "bench", "version": "1.0.0", "type": "module" }',
  'tsconfig.json': `{ "compilerOptions": { "target": "ES2024", "module": "NodeNext", "types": [], "strict": true,
    "experimentalDecorators": true, "noEmit": true }, "include": ["src"] }`,
  'src/hello-world.ts': `import { DefaultValue, GET, Path, PathParam, QueryParam } from '@samples/lambada';
@Path('/helloworld')
export class HelloWorld {
  @GET
  @Path('/{id}')
  hello(
    @PathParam() id: string,
    /**
     * @multipleOf 1
     * @minimum 1
     * @maximum 9
     */
    @QueryParam() @DefaultValue(1) times: number,
  ): { id: string; message: string } {
    return { id, message: 'Hello! '.repeat(times) };
  }
}
`,
};

export const tsoa = {
  'package.json': '{ "name": "bench-tsoa", "version": "1.0.0" }',
  'tsconfig.json': `{ "compilerOptions": { "target": "ES2022", "module": "CommonJS", "strict": true, "skipLibCheck": true,
    "experimentalDecorators": true, "emitDecoratorMetadata": true, "types": [] } }`,
  'tsoa.json': `{ "entryFile": "src/main.ts", "noImplicitAdditionalProperties": "ignore",
    "controllerPathGlobs": ["src/*-controller.ts"], "spec": { "outputDirectory": "build", "specVersion": 3 },
    "routes": { "routesDir": "build" } }`,
  'src/hello-controller.ts': `import { Controller, Get, Path, Query, Route } from '@tsoa/runtime';
@Route('helloworld')
export class HelloController extends Controller {
  /**
   * @isInt times
   * @minimum times 1
   * @maximum times 9
   */
  @Get('{id}')
  public hello(@Path() id: string, @Query() times: number = 1): { id: string; message: string } {
    return { id, message: 'Hello! '.repeat(times) };
  }
}
`,
  'src/main.ts': `import serverlessExpress from '@codegenie/serverless-express';
import express from 'express';
import { RegisterRoutes } from '../build/routes';
const app = express();
app.use(express.json());
RegisterRoutes(app);
export const handler = serverlessExpress({ app });
`,
};

export const nest = {
  'package.json': '{ "name": "bench-nest", "version": "1.0.0" }',
  'tsconfig.json': `{ "compilerOptions": { "target": "ES2022", "module": "CommonJS", "strict": true, "skipLibCheck": true,
    "experimentalDecorators": true, "emitDecoratorMetadata": true, "esModuleInterop": true, "outDir": "build", "types": ["node"] },
    "include": ["src"] }`,
  'src/main.ts': `import 'reflect-metadata';
import { Controller, Get, Module, Param, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import serverlessExpress from '@codegenie/serverless-express';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

class HelloQuery {
  @IsInt() @Min(1) @Max(9) @Type(() => Number) times: number = 1;
}

@Controller('helloworld')
class HelloController {
  @Get(':id')
  hello(@Param('id') id: string, @Query() { times }: HelloQuery): { id: string; message: string } {
    return { id, message: 'Hello! '.repeat(times) };
  }
}

@Module({ controllers: [HelloController] })
class AppModule {}

async function start() {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  await app.init();
  return serverlessExpress({ app: app.getHttpAdapter().getInstance() });
}

let started: ReturnType<typeof start> | undefined;
export const handler = async (event: never, context: never) => {
  started ??= start();
  return ((await started) as (event: never, context: never) => unknown)(event, context);
};
`,
};

/** Exact versions; they are installed into a temporary folder. */
export const packages = {
  tsoa: ['tsoa@6.6.0', 'express@5.3.0', '@codegenie/serverless-express@5.0.0', 'typescript@5.9.3'],
  nest: [
    '@nestjs/common@12.5.1',
    '@nestjs/core@12.5.1',
    '@nestjs/platform-express@12.5.1',
    '@codegenie/serverless-express@5.0.0',
    'class-transformer@0.5.1',
    'class-validator@0.15.1',
    'reflect-metadata@0.2.2',
    'rxjs@7.8.2',
    'typescript@5.9.3',
    '@types/node@24.19.2',
  ],
};
