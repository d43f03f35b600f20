export {
  type ArtifactBucket,
  artifactBucket,
  artifactName,
  ensureBucket,
  isBucketThere,
  putArtifact,
} from './artifact-bucket.ts';
export { deleteBucket } from './delete-bucket.ts';
export { DeployError } from './deploy-error.ts';
export { type Deployment, type DeployOptions, deploySample } from './deploy-sample.ts';
export { explainFailure } from './explain-failure.ts';
export { archiveFunctions, type FunctionArchive } from './packaging/archive-functions.ts';
export { type Asset, type Bundle, bundleFunctions } from './packaging/bundle-functions.ts';
export { type FunctionCode, findFunctionCode } from './packaging/function-code.ts';
export { type Artifact, type PackageOptions, packageTemplate } from './packaging/package-template.ts';
export { parseTemplate, readTemplate, type Template } from './packaging/template-file.ts';
export { isWarning, type Progress, type Report } from './progress.ts';
export { runNpm } from './run-npm.ts';
export { type ShortUrl, shortUrl } from './short-url.ts';
export { showProgress } from './show-progress.ts';
export { describeStack, isStackName } from './stack/describe-stack.ts';
export { removeStack } from './stack/follow-stack.ts';
export { openTarget, type Target } from './target.ts';
export { findLiveFunctions, type LiveFunctions } from './watch/live-functions.ts';
export { type FolderWatch, watchFolders } from './watch/watch-folders.ts';
export { type WatchEvent, type WatchOptions, watchSample } from './watch/watch-sample.ts';
