import { CookieParam, DefaultValue, GET, Path, PUT, QueryParam, Response } from '@samples/lambada';

type Language = 'en' | 'fr' | 'de';

/** A choice that the browser keeps. */
@Path('/language')
export class LanguageChoice {
  @GET
  get(@CookieParam() @DefaultValue('en') language: Language): { language: Language } {
    return { language };
  }

  @PUT
  set(@QueryParam() language: Language): Response {
    return Response.noContent().cookie('language', language, { httpOnly: true, sameSite: 'Lax' }).build();
  }
}
