import type { TemplateStatement } from './policy-template-table.ts';

/** The policy templates for services that the samples do not use. */
export const furtherPolicyTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AMIDescribePolicy: [{ service: 'ec2', actions: ['DescribeImages'], resources: '*' }],
  AWSSecretsManagerRotationPolicy: [
    {
      service: 'secretsmanager',
      actions: ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'],
      resources: 'secret:*',
      condition: {
        key: 'secretsmanager:resource/AllowRotationLambdaArn',
        value: 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${functionName}',
      },
    },
    { service: 'secretsmanager', actions: ['GetRandomPassword'], resources: '*' },
  ],
  AcmGetCertificatePolicy: [{ service: 'acm', actions: ['GetCertificate'], resources: '${certificateArn}' }],
  AthenaQueryPolicy: [
    {
      service: 'athena',
      actions:
        words(`ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces
        GetTables GetTable`),
      resources: '*',
    },
    {
      service: 'athena',
      actions: words(`StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions
        StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution
        BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup`),
      resources: 'workgroup/${workgroupName}',
    },
  ],
  CodeCommitCrudPolicy: [
    {
      service: 'codecommit',
      actions:
        words(`GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward
        MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts
        CreateUnreferencedMergeCommit DescribeMergeConflicts GetMergeCommit GetMergeOptions
        BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest
        GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests
        MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay
        PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus
        UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent
        GetComment GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply
        UpdateComment BatchGetCommits CreateCommit GetCommit GetCommitHistory GetDifferences
        GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription
        ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers
        TestRepositoryTriggers GetBranch GetCommit UploadArchive GetUploadArchiveStatus
        CancelUploadArchive`),
      resources: '${repositoryName}',
    },
  ],
  CodeCommitReadPolicy: [
    {
      service: 'codecommit',
      actions: words(`GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts
        GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents
        GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest
        ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit
        BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences
        GetTree GetRepository ListTagsForResource GetRepositoryTriggers TestRepositoryTriggers
        GetBranch GetCommit GetUploadArchiveStatus`),
      resources: '${repositoryName}',
    },
  ],
  CodePipelineLambdaExecutionPolicy: [
    { service: 'codepipeline', actions: ['PutJobSuccessResult', 'PutJobFailureResult'], resources: '*' },
  ],
  CodePipelineReadOnlyPolicy: [
    { service: 'codepipeline', actions: ['ListPipelineExecutions'], resources: '${pipelinename}' },
  ],
  ComprehendBasicAccessPolicy: [
    {
      service: 'comprehend',
      actions: words(`BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities
        DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment`),
      resources: '*',
    },
  ],
  CostExplorerReadOnlyPolicy: [
    {
      service: 'ce',
      actions:
        words(`GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation
        GetReservationUtilization GetTags`),
      resources: '*',
    },
  ],
  EC2CopyImagePolicy: [{ service: 'ec2', actions: ['CopyImage'], resources: 'image/${imageId}' }],
  EFSWriteAccessPolicy: [
    {
      service: 'elasticfilesystem',
      actions: ['ClientMount', 'ClientWrite'],
      resources: 'file-system/${FileSystem}',
      condition: {
        key: 'elasticfilesystem:AccessPointArn',
        value:
          'arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:access-point/${AccessPoint}',
      },
    },
  ],
  EKSDescribePolicy: [{ service: 'eks', actions: ['DescribeCluster', 'ListClusters'], resources: '*' }],
  EcsRunTaskPolicy: [
    { service: 'ecs', actions: ['RunTask'], resources: 'task-definition/${taskDefinition}' },
  ],
  ElasticMapReduceAddJobFlowStepsPolicy: [
    { service: 'elasticmapreduce', actions: 'AddJobFlowSteps', resources: 'cluster/${clusterId}' },
  ],
  ElasticMapReduceCancelStepsPolicy: [
    { service: 'elasticmapreduce', actions: 'CancelSteps', resources: 'cluster/${clusterId}' },
  ],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    {
      service: 'elasticmapreduce',
      actions: ['ModifyInstanceFleet', 'ListInstanceFleets'],
      resources: 'cluster/${clusterId}',
    },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    {
      service: 'elasticmapreduce',
      actions: ['ModifyInstanceGroups', 'ListInstanceGroups'],
      resources: 'cluster/${clusterId}',
    },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    { service: 'elasticmapreduce', actions: 'SetTerminationProtection', resources: 'cluster/${clusterId}' },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [
    { service: 'elasticmapreduce', actions: 'TerminateJobFlows', resources: 'cluster/${clusterId}' },
  ],
  ElasticsearchHttpPostPolicy: [
    { service: 'es', actions: ['ESHttpPost', 'ESHttpPut'], resources: 'domain/${domainName}/*' },
  ],
  MobileAnalyticsWriteOnlyAccessPolicy: [
    { service: 'mobileanalytics', actions: ['PutEvents'], resources: '*' },
  ],
  OrganizationsListAccountsPolicy: [{ service: 'organizations', actions: ['ListAccounts'], resources: '*' }],
  PinpointEndpointAccessPolicy: [
    {
      service: 'mobiletargeting',
      actions: ['GetEndpoint', 'UpdateEndpoint', 'UpdateEndpointsBatch'],
      resources: 'apps/${pinpointApplicationId}/endpoints/*',
    },
  ],
  PollyFullAccessPolicy: [
    { service: 'polly', actions: ['GetLexicon', 'DeleteLexicon'], resources: ['lexicon/${lexiconName}'] },
    {
      service: 'polly',
      actions: ['DescribeVoices', 'ListLexicons', 'PutLexicon', 'SynthesizeSpeech'],
      resources: ['lexicon/*'],
    },
  ],
  RekognitionDetectOnlyPolicy: [
    {
      service: 'rekognition',
      actions: ['DetectFaces', 'DetectLabels', 'DetectModerationLabels', 'DetectText'],
      resources: '*',
    },
  ],
  RekognitionFacesManagementPolicy: [
    {
      service: 'rekognition',
      actions: ['IndexFaces', 'DeleteFaces', 'SearchFaces', 'SearchFacesByImage', 'ListFaces'],
      resources: 'collection/${collectionId}',
    },
  ],
  RekognitionFacesPolicy: [
    { service: 'rekognition', actions: ['CompareFaces', 'DetectFaces'], resources: '*' },
  ],
  RekognitionLabelsPolicy: [
    { service: 'rekognition', actions: ['DetectLabels', 'DetectModerationLabels'], resources: '*' },
  ],
  RekognitionNoDataAccessPolicy: [
    {
      service: 'rekognition',
      actions: ['CompareFaces', 'DetectFaces', 'DetectLabels', 'DetectModerationLabels'],
      resources: 'collection/${collectionId}',
    },
  ],
  RekognitionReadPolicy: [
    {
      service: 'rekognition',
      actions: ['ListCollections', 'ListFaces', 'SearchFaces', 'SearchFacesByImage'],
      resources: 'collection/${collectionId}',
    },
  ],
  RekognitionWriteOnlyAccessPolicy: [
    {
      service: 'rekognition',
      actions: ['CreateCollection', 'IndexFaces'],
      resources: 'collection/${collectionId}',
    },
  ],
  Route53ChangeResourceRecordSetsPolicy: [
    { service: 'route53', actions: ['ChangeResourceRecordSets'], resources: 'hostedzone/${HostedZoneId}' },
  ],
  SageMakerCreateEndpointConfigPolicy: [
    {
      service: 'sagemaker',
      actions: ['CreateEndpointConfig'],
      resources: 'endpoint-config/${endpointConfigName}',
    },
  ],
  SageMakerCreateEndpointPolicy: [
    { service: 'sagemaker', actions: ['CreateEndpoint'], resources: 'endpoint/${endpointName}' },
  ],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      service: 'serverlessrepo',
      actions:
        words(`CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications
        ListApplicationVersions ListApplicationDependencies`),
      resources: ['applications/*'],
    },
  ],
  TextractDetectAnalyzePolicy: [
    {
      service: 'textract',
      actions: words('DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument'),
      resources: '*',
    },
  ],
  TextractGetResultPolicy: [
    { service: 'textract', actions: ['GetDocumentTextDetection', 'GetDocumentAnalysis'], resources: '*' },
  ],
  TextractPolicy: [{ service: 'textract', actions: ['*'], resources: '*' }],
};

function words(list: string): string[] {
  return list.split(/\s+/);
}
