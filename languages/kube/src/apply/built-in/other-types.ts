// Generated from the schemas of k8s.io/client-go v0.32.4; the notation is explained in ../parse-schema.ts.
export const otherTypes = `
admissionregistration.v1.AuditAnnotation key:s valueExpression:s
admissionregistration.v1.ExpressionWarning fieldRef:s warning:s
admissionregistration.v1.MatchCondition expression:s name:s=
admissionregistration.v1.MatchResources! excludeResourceRules:[admissionregistration.v1.NamedRuleWithOperations] matchPolicy:s namespaceSelector:meta.LabelSelector objectSelector:meta.LabelSelector resourceRules:[admissionregistration.v1.NamedRuleWithOperations]
admissionregistration.v1.MutatingWebhook admissionReviewVersions:[s] clientConfig:admissionregistration.v1.WebhookClientConfig failurePolicy:s matchConditions:[admissionregistration.v1.MatchCondition|name] matchPolicy:s name:s= namespaceSelector:meta.LabelSelector objectSelector:meta.LabelSelector reinvocationPolicy:s rules:[admissionregistration.v1.RuleWithOperations] sideEffects:s timeoutSeconds:n
admissionregistration.v1.MutatingWebhookConfiguration apiVersion:s kind:s metadata:meta.ObjectMeta webhooks:[admissionregistration.v1.MutatingWebhook|name]
admissionregistration.v1.NamedRuleWithOperations! apiGroups:[s] apiVersions:[s] operations:[s] resourceNames:[s] resources:[s] scope:s
admissionregistration.v1.ParamKind! apiVersion:s kind:s
admissionregistration.v1.ParamRef! name:s namespace:s parameterNotFoundAction:s selector:meta.LabelSelector
admissionregistration.v1.RuleWithOperations apiGroups:[s] apiVersions:[s] operations:[s] resources:[s] scope:s
admissionregistration.v1.ServiceReference name:s= namespace:s path:s port:n
admissionregistration.v1.TypeChecking expressionWarnings:[admissionregistration.v1.ExpressionWarning]
admissionregistration.v1.ValidatingAdmissionPolicy apiVersion:s kind:s metadata:meta.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicySpec status:admissionregistration.v1.ValidatingAdmissionPolicyStatus
admissionregistration.v1.ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:meta.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1.MatchResources paramRef:admissionregistration.v1.ParamRef policyName:s validationActions:<s>
admissionregistration.v1.ValidatingAdmissionPolicySpec auditAnnotations:[admissionregistration.v1.AuditAnnotation] failurePolicy:s matchConditions:[admissionregistration.v1.MatchCondition|name] matchConstraints:admissionregistration.v1.MatchResources paramKind:admissionregistration.v1.ParamKind validations:[admissionregistration.v1.Validation] variables:[admissionregistration.v1.Variable|name]
admissionregistration.v1.ValidatingAdmissionPolicyStatus conditions:[meta.Condition|type] observedGeneration:n typeChecking:admissionregistration.v1.TypeChecking
admissionregistration.v1.ValidatingWebhook admissionReviewVersions:[s] clientConfig:admissionregistration.v1.WebhookClientConfig failurePolicy:s matchConditions:[admissionregistration.v1.MatchCondition|name] matchPolicy:s name:s= namespaceSelector:meta.LabelSelector objectSelector:meta.LabelSelector rules:[admissionregistration.v1.RuleWithOperations] sideEffects:s timeoutSeconds:n
admissionregistration.v1.ValidatingWebhookConfiguration apiVersion:s kind:s metadata:meta.ObjectMeta webhooks:[admissionregistration.v1.ValidatingWebhook|name]
admissionregistration.v1.Validation expression:s message:s messageExpression:s reason:s
admissionregistration.v1.Variable! expression:s name:s=
admissionregistration.v1.WebhookClientConfig caBundle:s service:admissionregistration.v1.ServiceReference url:s
apps.v1.ControllerRevision apiVersion:s data:*! kind:s metadata:meta.ObjectMeta revision:n
apps.v1.DaemonSet apiVersion:s kind:s metadata:meta.ObjectMeta spec:apps.v1.DaemonSetSpec status:apps.v1.DaemonSetStatus
apps.v1.DaemonSetCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
apps.v1.DaemonSetSpec minReadySeconds:n revisionHistoryLimit:n selector:meta.LabelSelector template:core.v1.PodTemplateSpec updateStrategy:apps.v1.DaemonSetUpdateStrategy
apps.v1.DaemonSetStatus collisionCount:n conditions:[apps.v1.DaemonSetCondition|type] currentNumberScheduled:n desiredNumberScheduled:n numberAvailable:n numberMisscheduled:n numberReady:n numberUnavailable:n observedGeneration:n updatedNumberScheduled:n
apps.v1.DaemonSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateDaemonSet type:s
apps.v1.Deployment apiVersion:s kind:s metadata:meta.ObjectMeta spec:apps.v1.DeploymentSpec status:apps.v1.DeploymentStatus
apps.v1.DeploymentCondition lastTransitionTime:meta.Time lastUpdateTime:meta.Time message:s reason:s status:s type:s=
apps.v1.DeploymentSpec minReadySeconds:n paused:b progressDeadlineSeconds:n replicas:n revisionHistoryLimit:n selector:meta.LabelSelector strategy:apps.v1.DeploymentStrategy template:core.v1.PodTemplateSpec
apps.v1.DeploymentStatus availableReplicas:n collisionCount:n conditions:[apps.v1.DeploymentCondition|type] observedGeneration:n readyReplicas:n replicas:n unavailableReplicas:n updatedReplicas:n
apps.v1.DeploymentStrategy rollingUpdate:apps.v1.RollingUpdateDeployment type:s
apps.v1.ReplicaSet apiVersion:s kind:s metadata:meta.ObjectMeta spec:apps.v1.ReplicaSetSpec status:apps.v1.ReplicaSetStatus
apps.v1.ReplicaSetCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
apps.v1.ReplicaSetSpec minReadySeconds:n replicas:n selector:meta.LabelSelector template:core.v1.PodTemplateSpec
apps.v1.ReplicaSetStatus availableReplicas:n conditions:[apps.v1.ReplicaSetCondition|type] fullyLabeledReplicas:n observedGeneration:n readyReplicas:n replicas:n
apps.v1.RollingUpdateDaemonSet maxSurge:machinery.util.intstr.IntOrString maxUnavailable:machinery.util.intstr.IntOrString
apps.v1.RollingUpdateDeployment maxSurge:machinery.util.intstr.IntOrString maxUnavailable:machinery.util.intstr.IntOrString
apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:machinery.util.intstr.IntOrString partition:n
apps.v1.StatefulSet apiVersion:s kind:s metadata:meta.ObjectMeta spec:apps.v1.StatefulSetSpec status:apps.v1.StatefulSetStatus
apps.v1.StatefulSetCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
apps.v1.StatefulSetOrdinals start:n
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
apps.v1.StatefulSetSpec minReadySeconds:n ordinals:apps.v1.StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas:n revisionHistoryLimit:n selector:meta.LabelSelector serviceName:s template:core.v1.PodTemplateSpec updateStrategy:apps.v1.StatefulSetUpdateStrategy volumeClaimTemplates:[core.v1.PersistentVolumeClaim]
apps.v1.StatefulSetStatus availableReplicas:n collisionCount:n conditions:[apps.v1.StatefulSetCondition|type] currentReplicas:n currentRevision:s observedGeneration:n readyReplicas:n replicas:n updateRevision:s updatedReplicas:n
apps.v1.StatefulSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateStatefulSetStrategy type:s
autoscaling.v1.CrossVersionObjectReference! apiVersion:s kind:s name:s=
autoscaling.v1.HorizontalPodAutoscaler apiVersion:s kind:s metadata:meta.ObjectMeta spec:autoscaling.v1.HorizontalPodAutoscalerSpec status:autoscaling.v1.HorizontalPodAutoscalerStatus
autoscaling.v1.HorizontalPodAutoscalerSpec maxReplicas:n minReplicas:n scaleTargetRef:autoscaling.v1.CrossVersionObjectReference targetCPUUtilizationPercentage:n
autoscaling.v1.HorizontalPodAutoscalerStatus currentCPUUtilizationPercentage:n currentReplicas:n desiredReplicas:n lastScaleTime:meta.Time observedGeneration:n
autoscaling.v2.ContainerResourceMetricSource container:s name:s= target:autoscaling.v2.MetricTarget
autoscaling.v2.ContainerResourceMetricStatus container:s current:autoscaling.v2.MetricValueStatus name:s=
autoscaling.v2.CrossVersionObjectReference apiVersion:s kind:s name:s=
autoscaling.v2.ExternalMetricSource metric:autoscaling.v2.MetricIdentifier target:autoscaling.v2.MetricTarget
autoscaling.v2.ExternalMetricStatus current:autoscaling.v2.MetricValueStatus metric:autoscaling.v2.MetricIdentifier
autoscaling.v2.HPAScalingPolicy periodSeconds:n type:s= value:n
autoscaling.v2.HPAScalingRules policies:[autoscaling.v2.HPAScalingPolicy] selectPolicy:s stabilizationWindowSeconds:n
autoscaling.v2.HorizontalPodAutoscaler apiVersion:s kind:s metadata:meta.ObjectMeta spec:autoscaling.v2.HorizontalPodAutoscalerSpec status:autoscaling.v2.HorizontalPodAutoscalerStatus
autoscaling.v2.HorizontalPodAutoscalerBehavior scaleDown:autoscaling.v2.HPAScalingRules scaleUp:autoscaling.v2.HPAScalingRules
autoscaling.v2.HorizontalPodAutoscalerCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
autoscaling.v2.HorizontalPodAutoscalerSpec behavior:autoscaling.v2.HorizontalPodAutoscalerBehavior maxReplicas:n metrics:[autoscaling.v2.MetricSpec] minReplicas:n scaleTargetRef:autoscaling.v2.CrossVersionObjectReference
autoscaling.v2.HorizontalPodAutoscalerStatus conditions:[autoscaling.v2.HorizontalPodAutoscalerCondition|type] currentMetrics:[autoscaling.v2.MetricStatus] currentReplicas:n desiredReplicas:n lastScaleTime:meta.Time observedGeneration:n
autoscaling.v2.MetricIdentifier name:s= selector:meta.LabelSelector
autoscaling.v2.MetricSpec containerResource:autoscaling.v2.ContainerResourceMetricSource external:autoscaling.v2.ExternalMetricSource object:autoscaling.v2.ObjectMetricSource pods:autoscaling.v2.PodsMetricSource resource:autoscaling.v2.ResourceMetricSource type:s=
autoscaling.v2.MetricStatus containerResource:autoscaling.v2.ContainerResourceMetricStatus external:autoscaling.v2.ExternalMetricStatus object:autoscaling.v2.ObjectMetricStatus pods:autoscaling.v2.PodsMetricStatus resource:autoscaling.v2.ResourceMetricStatus type:s=
autoscaling.v2.MetricTarget averageUtilization:n averageValue:machinery.api.resource.Quantity type:s= value:machinery.api.resource.Quantity
autoscaling.v2.MetricValueStatus averageUtilization:n averageValue:machinery.api.resource.Quantity value:machinery.api.resource.Quantity
autoscaling.v2.ObjectMetricSource describedObject:autoscaling.v2.CrossVersionObjectReference metric:autoscaling.v2.MetricIdentifier target:autoscaling.v2.MetricTarget
autoscaling.v2.ObjectMetricStatus current:autoscaling.v2.MetricValueStatus describedObject:autoscaling.v2.CrossVersionObjectReference metric:autoscaling.v2.MetricIdentifier
autoscaling.v2.PodsMetricSource metric:autoscaling.v2.MetricIdentifier target:autoscaling.v2.MetricTarget
autoscaling.v2.PodsMetricStatus current:autoscaling.v2.MetricValueStatus metric:autoscaling.v2.MetricIdentifier
autoscaling.v2.ResourceMetricSource name:s= target:autoscaling.v2.MetricTarget
autoscaling.v2.ResourceMetricStatus current:autoscaling.v2.MetricValueStatus name:s=
batch.v1.CronJob apiVersion:s kind:s metadata:meta.ObjectMeta spec:batch.v1.CronJobSpec status:batch.v1.CronJobStatus
batch.v1.CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:n jobTemplate:batch.v1.JobTemplateSpec schedule:s startingDeadlineSeconds:n successfulJobsHistoryLimit:n suspend:b timeZone:s
batch.v1.CronJobStatus active:[core.v1.ObjectReference] lastScheduleTime:meta.Time lastSuccessfulTime:meta.Time
batch.v1.Job apiVersion:s kind:s metadata:meta.ObjectMeta spec:batch.v1.JobSpec status:batch.v1.JobStatus
batch.v1.JobCondition lastProbeTime:meta.Time lastTransitionTime:meta.Time message:s reason:s status:s type:s=
batch.v1.JobSpec activeDeadlineSeconds:n backoffLimit:n backoffLimitPerIndex:n completionMode:s completions:n managedBy:s manualSelector:b maxFailedIndexes:n parallelism:n podFailurePolicy:batch.v1.PodFailurePolicy podReplacementPolicy:s selector:meta.LabelSelector successPolicy:batch.v1.SuccessPolicy suspend:b template:core.v1.PodTemplateSpec ttlSecondsAfterFinished:n
batch.v1.JobStatus active:n completedIndexes:s completionTime:meta.Time conditions:[batch.v1.JobCondition] failed:n failedIndexes:s ready:n startTime:meta.Time succeeded:n terminating:n uncountedTerminatedPods:batch.v1.UncountedTerminatedPods
batch.v1.JobTemplateSpec metadata:meta.ObjectMeta spec:batch.v1.JobSpec
batch.v1.PodFailurePolicy rules:[batch.v1.PodFailurePolicyRule]
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName:s operator:s values:<n>
batch.v1.PodFailurePolicyOnPodConditionsPattern status:s type:s=
batch.v1.PodFailurePolicyRule action:s onExitCodes:batch.v1.PodFailurePolicyOnExitCodesRequirement onPodConditions:[batch.v1.PodFailurePolicyOnPodConditionsPattern]
batch.v1.SuccessPolicy rules:[batch.v1.SuccessPolicyRule]
batch.v1.SuccessPolicyRule succeededCount:n succeededIndexes:s
batch.v1.UncountedTerminatedPods failed:<s> succeeded:<s>
certificates.v1.CertificateSigningRequest apiVersion:s kind:s metadata:meta.ObjectMeta spec:certificates.v1.CertificateSigningRequestSpec status:certificates.v1.CertificateSigningRequestStatus
certificates.v1.CertificateSigningRequestCondition lastTransitionTime:meta.Time lastUpdateTime:meta.Time message:s reason:s status:s type:s=
certificates.v1.CertificateSigningRequestSpec expirationSeconds:n extra:{[s]} groups:[s] request:s signerName:s uid:s usages:[s] username:s
certificates.v1.CertificateSigningRequestStatus certificate:s conditions:[certificates.v1.CertificateSigningRequestCondition|type]
coordination.v1.Lease apiVersion:s kind:s metadata:meta.ObjectMeta spec:coordination.v1.LeaseSpec
coordination.v1.LeaseSpec acquireTime:meta.MicroTime holderIdentity:s leaseDurationSeconds:n leaseTransitions:n preferredHolder:s renewTime:meta.MicroTime strategy:s
discovery.v1.Endpoint addresses:<s> conditions:discovery.v1.EndpointConditions deprecatedTopology:{s} hints:discovery.v1.EndpointHints hostname:s nodeName:s targetRef:core.v1.ObjectReference zone:s
discovery.v1.EndpointConditions ready:b serving:b terminating:b
discovery.v1.EndpointHints forZones:[discovery.v1.ForZone]
discovery.v1.EndpointPort! appProtocol:s name:s port:n protocol:s
discovery.v1.EndpointSlice addressType:s apiVersion:s endpoints:[discovery.v1.Endpoint] kind:s metadata:meta.ObjectMeta ports:[discovery.v1.EndpointPort]
discovery.v1.ForZone name:s=
events.v1.Event action:s apiVersion:s deprecatedCount:n deprecatedFirstTimestamp:meta.Time deprecatedLastTimestamp:meta.Time deprecatedSource:core.v1.EventSource eventTime:meta.MicroTime kind:s metadata:meta.ObjectMeta note:s reason:s regarding:core.v1.ObjectReference related:core.v1.ObjectReference reportingController:s reportingInstance:s series:events.v1.EventSeries type:s
events.v1.EventSeries count:n lastObservedTime:meta.MicroTime
flowcontrol.v1.ExemptPriorityLevelConfiguration lendablePercent:n nominalConcurrencyShares:n
flowcontrol.v1.FlowDistinguisherMethod type:s=
flowcontrol.v1.FlowSchema apiVersion:s kind:s metadata:meta.ObjectMeta spec:flowcontrol.v1.FlowSchemaSpec status:flowcontrol.v1.FlowSchemaStatus
flowcontrol.v1.FlowSchemaCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s
flowcontrol.v1.FlowSchemaSpec distinguisherMethod:flowcontrol.v1.FlowDistinguisherMethod matchingPrecedence:n priorityLevelConfiguration:flowcontrol.v1.PriorityLevelConfigurationReference rules:[flowcontrol.v1.PolicyRulesWithSubjects]
flowcontrol.v1.FlowSchemaStatus conditions:[flowcontrol.v1.FlowSchemaCondition|type]
flowcontrol.v1.GroupSubject name:s=
flowcontrol.v1.LimitResponse queuing:flowcontrol.v1.QueuingConfiguration type:s=
flowcontrol.v1.LimitedPriorityLevelConfiguration borrowingLimitPercent:n lendablePercent:n limitResponse:flowcontrol.v1.LimitResponse nominalConcurrencyShares:n
flowcontrol.v1.NonResourcePolicyRule nonResourceURLs:<s> verbs:<s>
flowcontrol.v1.PolicyRulesWithSubjects nonResourceRules:[flowcontrol.v1.NonResourcePolicyRule] resourceRules:[flowcontrol.v1.ResourcePolicyRule] subjects:[flowcontrol.v1.Subject]
flowcontrol.v1.PriorityLevelConfiguration apiVersion:s kind:s metadata:meta.ObjectMeta spec:flowcontrol.v1.PriorityLevelConfigurationSpec status:flowcontrol.v1.PriorityLevelConfigurationStatus
flowcontrol.v1.PriorityLevelConfigurationCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s
flowcontrol.v1.PriorityLevelConfigurationReference name:s=
flowcontrol.v1.PriorityLevelConfigurationSpec exempt:flowcontrol.v1.ExemptPriorityLevelConfiguration limited:flowcontrol.v1.LimitedPriorityLevelConfiguration type:s=
flowcontrol.v1.PriorityLevelConfigurationStatus conditions:[flowcontrol.v1.PriorityLevelConfigurationCondition|type]
flowcontrol.v1.QueuingConfiguration handSize:n queueLengthLimit:n queues:n
flowcontrol.v1.ResourcePolicyRule apiGroups:<s> clusterScope:b namespaces:<s> resources:<s> verbs:<s>
flowcontrol.v1.ServiceAccountSubject name:s= namespace:s
flowcontrol.v1.Subject group:flowcontrol.v1.GroupSubject kind:s serviceAccount:flowcontrol.v1.ServiceAccountSubject user:flowcontrol.v1.UserSubject
flowcontrol.v1.UserSubject name:s=
machinery.api.resource.Quantity = u
machinery.runtime.RawExtension = {*}
machinery.util.intstr.IntOrString = u
meta.Condition lastTransitionTime:meta.Time message:s observedGeneration:n reason:s status:s type:s=
meta.DeleteOptions apiVersion:s dryRun:[s] gracePeriodSeconds:n ignoreStoreReadErrorWithClusterBreakingPotential:b kind:s orphanDependents:b preconditions:meta.Preconditions propagationPolicy:s
meta.FieldsV1 = {*}
meta.LabelSelector! matchExpressions:[meta.LabelSelectorRequirement] matchLabels:{s}
meta.LabelSelectorRequirement key:s operator:s values:[s]
meta.ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:meta.FieldsV1 manager:s operation:s subresource:s time:meta.Time
meta.MicroTime = u
meta.ObjectMeta annotations:{s} creationTimestamp:meta.Time deletionGracePeriodSeconds:n deletionTimestamp:meta.Time finalizers:<s> generateName:s generation:n labels:{s} managedFields:[meta.ManagedFieldsEntry] name:s namespace:s ownerReferences:[meta.OwnerReference|uid] resourceVersion:s selfLink:s uid:s
meta.OwnerReference! apiVersion:s blockOwnerDeletion:b controller:b kind:s name:s= uid:s=
meta.Preconditions resourceVersion:s uid:s
meta.Time = u
networking.v1.HTTPIngressPath backend:networking.v1.IngressBackend path:s pathType:s
networking.v1.HTTPIngressRuleValue paths:[networking.v1.HTTPIngressPath]
networking.v1.IPBlock cidr:s except:[s]
networking.v1.Ingress apiVersion:s kind:s metadata:meta.ObjectMeta spec:networking.v1.IngressSpec status:networking.v1.IngressStatus
networking.v1.IngressBackend resource:core.v1.TypedLocalObjectReference service:networking.v1.IngressServiceBackend
networking.v1.IngressClass apiVersion:s kind:s metadata:meta.ObjectMeta spec:networking.v1.IngressClassSpec
networking.v1.IngressClassParametersReference apiGroup:s kind:s name:s= namespace:s scope:s
networking.v1.IngressClassSpec controller:s parameters:networking.v1.IngressClassParametersReference
networking.v1.IngressLoadBalancerIngress hostname:s ip:s ports:[networking.v1.IngressPortStatus]
networking.v1.IngressLoadBalancerStatus ingress:[networking.v1.IngressLoadBalancerIngress]
networking.v1.IngressPortStatus error:s port:n=0 protocol:s=
networking.v1.IngressRule host:s http:networking.v1.HTTPIngressRuleValue
networking.v1.IngressServiceBackend name:s= port:networking.v1.ServiceBackendPort
networking.v1.IngressSpec defaultBackend:networking.v1.IngressBackend ingressClassName:s rules:[networking.v1.IngressRule] tls:[networking.v1.IngressTLS]
networking.v1.IngressStatus loadBalancer:networking.v1.IngressLoadBalancerStatus
networking.v1.IngressTLS hosts:[s] secretName:s
networking.v1.NetworkPolicy apiVersion:s kind:s metadata:meta.ObjectMeta spec:networking.v1.NetworkPolicySpec
networking.v1.NetworkPolicyEgressRule ports:[networking.v1.NetworkPolicyPort] to:[networking.v1.NetworkPolicyPeer]
networking.v1.NetworkPolicyIngressRule from:[networking.v1.NetworkPolicyPeer] ports:[networking.v1.NetworkPolicyPort]
networking.v1.NetworkPolicyPeer ipBlock:networking.v1.IPBlock namespaceSelector:meta.LabelSelector podSelector:meta.LabelSelector
networking.v1.NetworkPolicyPort endPort:n port:machinery.util.intstr.IntOrString protocol:s
networking.v1.NetworkPolicySpec egress:[networking.v1.NetworkPolicyEgressRule] ingress:[networking.v1.NetworkPolicyIngressRule] podSelector:meta.LabelSelector policyTypes:[s]
networking.v1.ServiceBackendPort! name:s number:n
node.v1.Overhead podFixed:{machinery.api.resource.Quantity}
node.v1.RuntimeClass apiVersion:s handler:s kind:s metadata:meta.ObjectMeta overhead:node.v1.Overhead scheduling:node.v1.Scheduling
node.v1.Scheduling nodeSelector:!{s} tolerations:[core.v1.Toleration]
policy.v1.Eviction apiVersion:s deleteOptions:meta.DeleteOptions kind:s metadata:meta.ObjectMeta
policy.v1.PodDisruptionBudget apiVersion:s kind:s metadata:meta.ObjectMeta spec:policy.v1.PodDisruptionBudgetSpec status:policy.v1.PodDisruptionBudgetStatus
policy.v1.PodDisruptionBudgetSpec maxUnavailable:machinery.util.intstr.IntOrString minAvailable:machinery.util.intstr.IntOrString selector:meta.LabelSelector unhealthyPodEvictionPolicy:s
policy.v1.PodDisruptionBudgetStatus conditions:[meta.Condition|type] currentHealthy:n desiredHealthy:n disruptedPods:{meta.Time} disruptionsAllowed:n expectedPods:n observedGeneration:n
rbac.v1.AggregationRule clusterRoleSelectors:[meta.LabelSelector]
rbac.v1.ClusterRole aggregationRule:rbac.v1.AggregationRule apiVersion:s kind:s metadata:meta.ObjectMeta rules:[rbac.v1.PolicyRule]
rbac.v1.ClusterRoleBinding apiVersion:s kind:s metadata:meta.ObjectMeta roleRef:rbac.v1.RoleRef subjects:[rbac.v1.Subject]
rbac.v1.PolicyRule apiGroups:[s] nonResourceURLs:[s] resourceNames:[s] resources:[s] verbs:[s]
rbac.v1.Role apiVersion:s kind:s metadata:meta.ObjectMeta rules:[rbac.v1.PolicyRule]
rbac.v1.RoleBinding apiVersion:s kind:s metadata:meta.ObjectMeta roleRef:rbac.v1.RoleRef subjects:[rbac.v1.Subject]
rbac.v1.RoleRef! apiGroup:s kind:s name:s=
rbac.v1.Subject! apiGroup:s kind:s name:s= namespace:s
scheduling.v1.PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:meta.ObjectMeta preemptionPolicy:s value:n
storage.v1.CSIDriver apiVersion:s kind:s metadata:meta.ObjectMeta spec:storage.v1.CSIDriverSpec
storage.v1.CSIDriverSpec attachRequired:b fsGroupPolicy:s podInfoOnMount:b requiresRepublish:b seLinuxMount:b storageCapacity:b tokenRequests:[storage.v1.TokenRequest] volumeLifecycleModes:<s>
storage.v1.CSINode apiVersion:s kind:s metadata:meta.ObjectMeta spec:storage.v1.CSINodeSpec
storage.v1.CSINodeDriver allocatable:storage.v1.VolumeNodeResources name:s= nodeID:s topologyKeys:[s]
storage.v1.CSINodeSpec drivers:[storage.v1.CSINodeDriver|name]
storage.v1.CSIStorageCapacity apiVersion:s capacity:machinery.api.resource.Quantity kind:s maximumVolumeSize:machinery.api.resource.Quantity metadata:meta.ObjectMeta nodeTopology:meta.LabelSelector storageClassName:s
storage.v1.StorageClass allowVolumeExpansion:b allowedTopologies:[core.v1.TopologySelectorTerm] apiVersion:s kind:s metadata:meta.ObjectMeta mountOptions:[s] parameters:{s} provisioner:s reclaimPolicy:s volumeBindingMode:s
storage.v1.TokenRequest audience:s expirationSeconds:n
storage.v1.VolumeAttachment apiVersion:s kind:s metadata:meta.ObjectMeta spec:storage.v1.VolumeAttachmentSpec status:storage.v1.VolumeAttachmentStatus
storage.v1.VolumeAttachmentSource inlineVolumeSpec:core.v1.PersistentVolumeSpec persistentVolumeName:s
storage.v1.VolumeAttachmentSpec attacher:s nodeName:s source:storage.v1.VolumeAttachmentSource
storage.v1.VolumeAttachmentStatus attachError:storage.v1.VolumeError attached:b attachmentMetadata:{s} detachError:storage.v1.VolumeError
storage.v1.VolumeError message:s time:meta.Time
storage.v1.VolumeNodeResources count:n
`;
