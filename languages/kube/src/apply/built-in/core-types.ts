// Generated from the schemas of k8s.io/client-go v0.32.4; the notation is explained in ../parse-schema.ts.
export const coreTypes = `
core.v1.AWSElasticBlockStoreVolumeSource fsType:s partition:n readOnly:b volumeID:s
core.v1.Affinity nodeAffinity:core.v1.NodeAffinity podAffinity:core.v1.PodAffinity podAntiAffinity:core.v1.PodAntiAffinity
core.v1.AppArmorProfile localhostProfile:s type:s=
core.v1.AttachedVolume devicePath:s= name:s=
core.v1.AzureDiskVolumeSource cachingMode:s diskName:s diskURI:s fsType:s kind:s readOnly:b
core.v1.AzureFilePersistentVolumeSource readOnly:b secretName:s secretNamespace:s shareName:s
core.v1.AzureFileVolumeSource readOnly:b secretName:s shareName:s
core.v1.CSIPersistentVolumeSource controllerExpandSecretRef:core.v1.SecretReference controllerPublishSecretRef:core.v1.SecretReference driver:s= fsType:s nodeExpandSecretRef:core.v1.SecretReference nodePublishSecretRef:core.v1.SecretReference nodeStageSecretRef:core.v1.SecretReference readOnly:b volumeAttributes:{s} volumeHandle:s
core.v1.CSIVolumeSource driver:s= fsType:s nodePublishSecretRef:core.v1.LocalObjectReference readOnly:b volumeAttributes:{s}
core.v1.Capabilities add:[s] drop:[s]
core.v1.CephFSPersistentVolumeSource monitors:[s] path:s readOnly:b secretFile:s secretRef:core.v1.SecretReference user:s
core.v1.CephFSVolumeSource monitors:[s] path:s readOnly:b secretFile:s secretRef:core.v1.LocalObjectReference user:s
core.v1.CinderPersistentVolumeSource fsType:s readOnly:b secretRef:core.v1.SecretReference volumeID:s
core.v1.CinderVolumeSource fsType:s readOnly:b secretRef:core.v1.LocalObjectReference volumeID:s
core.v1.ClientIPConfig timeoutSeconds:n
core.v1.ClusterTrustBundleProjection labelSelector:meta.LabelSelector name:s optional:b path:s signerName:s
core.v1.ComponentCondition error:s message:s status:s type:s=
core.v1.ComponentStatus apiVersion:s conditions:[core.v1.ComponentCondition|type] kind:s metadata:meta.ObjectMeta
core.v1.ConfigMap apiVersion:s binaryData:{s} data:{s} immutable:b kind:s metadata:meta.ObjectMeta
core.v1.ConfigMapEnvSource name:s= optional:b
core.v1.ConfigMapKeySelector! key:s name:s= optional:b
core.v1.ConfigMapNodeConfigSource kubeletConfigKey:s name:s= namespace:s resourceVersion:s uid:s
core.v1.ConfigMapProjection items:[core.v1.KeyToPath] name:s= optional:b
core.v1.ConfigMapVolumeSource defaultMode:n items:[core.v1.KeyToPath] name:s= optional:b
core.v1.Container args:[s] command:[s] env:[core.v1.EnvVar|name] envFrom:[core.v1.EnvFromSource] image:s imagePullPolicy:s lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:s= ports:[core.v1.ContainerPort|containerPort,protocol] readinessProbe:core.v1.Probe resizePolicy:[core.v1.ContainerResizePolicy] resources:core.v1.ResourceRequirements restartPolicy:s securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[core.v1.VolumeDevice|devicePath] volumeMounts:[core.v1.VolumeMount|mountPath] workingDir:s
core.v1.ContainerImage names:[s] sizeBytes:n
core.v1.ContainerPort containerPort:n=0 hostIP:s hostPort:n name:s protocol:s=TCP
core.v1.ContainerResizePolicy resourceName:s restartPolicy:s
core.v1.ContainerState running:core.v1.ContainerStateRunning terminated:core.v1.ContainerStateTerminated waiting:core.v1.ContainerStateWaiting
core.v1.ContainerStateRunning startedAt:meta.Time
core.v1.ContainerStateTerminated containerID:s exitCode:n finishedAt:meta.Time message:s reason:s signal:n startedAt:meta.Time
core.v1.ContainerStateWaiting message:s reason:s
core.v1.ContainerStatus allocatedResources:{machinery.api.resource.Quantity} allocatedResourcesStatus:[core.v1.ResourceStatus|name] containerID:s image:s imageID:s lastState:core.v1.ContainerState name:s= ready:b resources:core.v1.ResourceRequirements restartCount:n started:b state:core.v1.ContainerState user:core.v1.ContainerUser volumeMounts:[core.v1.VolumeMountStatus|mountPath]
core.v1.ContainerUser linux:core.v1.LinuxContainerUser
core.v1.DaemonEndpoint Port:n
core.v1.DownwardAPIProjection items:[core.v1.DownwardAPIVolumeFile]
core.v1.DownwardAPIVolumeFile fieldRef:core.v1.ObjectFieldSelector mode:n path:s resourceFieldRef:core.v1.ResourceFieldSelector
core.v1.DownwardAPIVolumeSource defaultMode:n items:[core.v1.DownwardAPIVolumeFile]
core.v1.EmptyDirVolumeSource medium:s sizeLimit:machinery.api.resource.Quantity
core.v1.EndpointAddress! hostname:s ip:s= nodeName:s targetRef:core.v1.ObjectReference
core.v1.EndpointPort! appProtocol:s name:s port:n=0 protocol:s
core.v1.EndpointSubset addresses:[core.v1.EndpointAddress] notReadyAddresses:[core.v1.EndpointAddress] ports:[core.v1.EndpointPort]
core.v1.Endpoints apiVersion:s kind:s metadata:meta.ObjectMeta subsets:[core.v1.EndpointSubset]
core.v1.EnvFromSource configMapRef:core.v1.ConfigMapEnvSource prefix:s secretRef:core.v1.SecretEnvSource
core.v1.EnvVar name:s= value:s valueFrom:core.v1.EnvVarSource
core.v1.EnvVarSource configMapKeyRef:core.v1.ConfigMapKeySelector fieldRef:core.v1.ObjectFieldSelector resourceFieldRef:core.v1.ResourceFieldSelector secretKeyRef:core.v1.SecretKeySelector
core.v1.EphemeralContainer args:[s] command:[s] env:[core.v1.EnvVar|name] envFrom:[core.v1.EnvFromSource] image:s imagePullPolicy:s lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:s= ports:[core.v1.ContainerPort|containerPort,protocol] readinessProbe:core.v1.Probe resizePolicy:[core.v1.ContainerResizePolicy] resources:core.v1.ResourceRequirements restartPolicy:s securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[core.v1.VolumeDevice|devicePath] volumeMounts:[core.v1.VolumeMount|mountPath] workingDir:s
core.v1.EphemeralVolumeSource volumeClaimTemplate:core.v1.PersistentVolumeClaimTemplate
core.v1.Event action:s apiVersion:s count:n eventTime:meta.MicroTime firstTimestamp:meta.Time involvedObject:core.v1.ObjectReference kind:s lastTimestamp:meta.Time message:s metadata:meta.ObjectMeta reason:s related:core.v1.ObjectReference reportingComponent:s reportingInstance:s series:core.v1.EventSeries source:core.v1.EventSource type:s
core.v1.EventSeries count:n lastObservedTime:meta.MicroTime
core.v1.EventSource component:s host:s
core.v1.ExecAction command:[s]
core.v1.FCVolumeSource fsType:s lun:n readOnly:b targetWWNs:[s] wwids:[s]
core.v1.FlexPersistentVolumeSource driver:s= fsType:s options:{s} readOnly:b secretRef:core.v1.SecretReference
core.v1.FlexVolumeSource driver:s= fsType:s options:{s} readOnly:b secretRef:core.v1.LocalObjectReference
core.v1.FlockerVolumeSource datasetName:s datasetUUID:s
core.v1.GCEPersistentDiskVolumeSource fsType:s partition:n pdName:s readOnly:b
core.v1.GRPCAction port:n=0 service:s
core.v1.GitRepoVolumeSource directory:s repository:s revision:s
core.v1.GlusterfsPersistentVolumeSource endpoints:s endpointsNamespace:s path:s readOnly:b
core.v1.GlusterfsVolumeSource endpoints:s path:s readOnly:b
core.v1.HTTPGetAction host:s httpHeaders:[core.v1.HTTPHeader] path:s port:machinery.util.intstr.IntOrString scheme:s
core.v1.HTTPHeader name:s= value:s
core.v1.HostAlias hostnames:[s] ip:s=
core.v1.HostIP ip:s=
core.v1.HostPathVolumeSource path:s type:s
core.v1.ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:n portals:[s] readOnly:b secretRef:core.v1.SecretReference targetPortal:s
core.v1.ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:n portals:[s] readOnly:b secretRef:core.v1.LocalObjectReference targetPortal:s
core.v1.ImageVolumeSource pullPolicy:s reference:s
core.v1.KeyToPath key:s mode:n path:s
core.v1.Lifecycle postStart:core.v1.LifecycleHandler preStop:core.v1.LifecycleHandler
core.v1.LifecycleHandler exec:core.v1.ExecAction httpGet:core.v1.HTTPGetAction sleep:core.v1.SleepAction tcpSocket:core.v1.TCPSocketAction
core.v1.LimitRange apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.LimitRangeSpec
core.v1.LimitRangeItem default:{machinery.api.resource.Quantity} defaultRequest:{machinery.api.resource.Quantity} max:{machinery.api.resource.Quantity} maxLimitRequestRatio:{machinery.api.resource.Quantity} min:{machinery.api.resource.Quantity} type:s=
core.v1.LimitRangeSpec limits:[core.v1.LimitRangeItem]
core.v1.LinuxContainerUser gid:n supplementalGroups:[n] uid:n=0
core.v1.LoadBalancerIngress hostname:s ip:s ipMode:s ports:[core.v1.PortStatus]
core.v1.LoadBalancerStatus ingress:[core.v1.LoadBalancerIngress]
core.v1.LocalObjectReference! name:s=
core.v1.LocalVolumeSource fsType:s path:s
core.v1.ModifyVolumeStatus status:s targetVolumeAttributesClassName:s
core.v1.NFSVolumeSource path:s readOnly:b server:s
core.v1.Namespace apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.NamespaceSpec status:core.v1.NamespaceStatus
core.v1.NamespaceCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
core.v1.NamespaceSpec finalizers:[s]
core.v1.NamespaceStatus conditions:[core.v1.NamespaceCondition|type] phase:s
core.v1.Node apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.NodeSpec status:core.v1.NodeStatus
core.v1.NodeAddress address:s type:s=
core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.PreferredSchedulingTerm] requiredDuringSchedulingIgnoredDuringExecution:core.v1.NodeSelector
core.v1.NodeCondition lastHeartbeatTime:meta.Time lastTransitionTime:meta.Time message:s reason:s status:s type:s=
core.v1.NodeConfigSource configMap:core.v1.ConfigMapNodeConfigSource
core.v1.NodeConfigStatus active:core.v1.NodeConfigSource assigned:core.v1.NodeConfigSource error:s lastKnownGood:core.v1.NodeConfigSource
core.v1.NodeDaemonEndpoints kubeletEndpoint:core.v1.DaemonEndpoint
core.v1.NodeFeatures supplementalGroupsPolicy:b
core.v1.NodeRuntimeHandler features:core.v1.NodeRuntimeHandlerFeatures name:s=
core.v1.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:b userNamespaces:b
core.v1.NodeSelector! nodeSelectorTerms:[core.v1.NodeSelectorTerm]
core.v1.NodeSelectorRequirement key:s operator:s values:[s]
core.v1.NodeSelectorTerm! matchExpressions:[core.v1.NodeSelectorRequirement] matchFields:[core.v1.NodeSelectorRequirement]
core.v1.NodeSpec configSource:core.v1.NodeConfigSource externalID:s podCIDR:s podCIDRs:<s> providerID:s taints:[core.v1.Taint] unschedulable:b
core.v1.NodeStatus addresses:[core.v1.NodeAddress|type] allocatable:{machinery.api.resource.Quantity} capacity:{machinery.api.resource.Quantity} conditions:[core.v1.NodeCondition|type] config:core.v1.NodeConfigStatus daemonEndpoints:core.v1.NodeDaemonEndpoints features:core.v1.NodeFeatures images:[core.v1.ContainerImage] nodeInfo:core.v1.NodeSystemInfo phase:s runtimeHandlers:[core.v1.NodeRuntimeHandler] volumesAttached:[core.v1.AttachedVolume] volumesInUse:[s]
core.v1.NodeSystemInfo architecture:s bootID:s containerRuntimeVersion:s kernelVersion:s kubeProxyVersion:s kubeletVersion:s machineID:s operatingSystem:s osImage:s systemUUID:s
core.v1.ObjectFieldSelector! apiVersion:s fieldPath:s
core.v1.ObjectReference! apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
core.v1.PersistentVolume apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.PersistentVolumeSpec status:core.v1.PersistentVolumeStatus
core.v1.PersistentVolumeClaim apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.PersistentVolumeClaimSpec status:core.v1.PersistentVolumeClaimStatus
core.v1.PersistentVolumeClaimCondition lastProbeTime:meta.Time lastTransitionTime:meta.Time message:s reason:s status:s type:s=
core.v1.PersistentVolumeClaimSpec accessModes:[s] dataSource:core.v1.TypedLocalObjectReference dataSourceRef:core.v1.TypedObjectReference resources:core.v1.VolumeResourceRequirements selector:meta.LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s
core.v1.PersistentVolumeClaimStatus accessModes:[s] allocatedResourceStatuses:{s} allocatedResources:{machinery.api.resource.Quantity} capacity:{machinery.api.resource.Quantity} conditions:[core.v1.PersistentVolumeClaimCondition|type] currentVolumeAttributesClassName:s modifyVolumeStatus:core.v1.ModifyVolumeStatus phase:s
core.v1.PersistentVolumeClaimTemplate metadata:meta.ObjectMeta spec:core.v1.PersistentVolumeClaimSpec
core.v1.PersistentVolumeClaimVolumeSource claimName:s readOnly:b
core.v1.PersistentVolumeSpec accessModes:[s] awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFilePersistentVolumeSource capacity:{machinery.api.resource.Quantity} cephfs:core.v1.CephFSPersistentVolumeSource cinder:core.v1.CinderPersistentVolumeSource claimRef:!core.v1.ObjectReference csi:core.v1.CSIPersistentVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexPersistentVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource glusterfs:core.v1.GlusterfsPersistentVolumeSource hostPath:core.v1.HostPathVolumeSource iscsi:core.v1.ISCSIPersistentVolumeSource local:core.v1.LocalVolumeSource mountOptions:[s] nfs:core.v1.NFSVolumeSource nodeAffinity:core.v1.VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDPersistentVolumeSource scaleIO:core.v1.ScaleIOPersistentVolumeSource storageClassName:s storageos:core.v1.StorageOSPersistentVolumeSource volumeAttributesClassName:s volumeMode:s vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.PersistentVolumeStatus lastPhaseTransitionTime:meta.Time message:s phase:s reason:s
core.v1.PhotonPersistentDiskVolumeSource fsType:s pdID:s
core.v1.Pod apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.PodSpec status:core.v1.PodStatus
core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[core.v1.PodAffinityTerm]
core.v1.PodAffinityTerm labelSelector:meta.LabelSelector matchLabelKeys:[s] mismatchLabelKeys:[s] namespaceSelector:meta.LabelSelector namespaces:[s] topologyKey:s=
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[core.v1.PodAffinityTerm]
core.v1.PodCondition lastProbeTime:meta.Time lastTransitionTime:meta.Time message:s reason:s status:s type:s=
core.v1.PodDNSConfig nameservers:[s] options:[core.v1.PodDNSConfigOption] searches:[s]
core.v1.PodDNSConfigOption name:s value:s
core.v1.PodIP ip:s=
core.v1.PodOS name:s=
core.v1.PodReadinessGate conditionType:s
core.v1.PodResourceClaim name:s= resourceClaimName:s resourceClaimTemplateName:s
core.v1.PodResourceClaimStatus name:s= resourceClaimName:s
core.v1.PodSchedulingGate name:s=
core.v1.PodSecurityContext appArmorProfile:core.v1.AppArmorProfile fsGroup:n fsGroupChangePolicy:s runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxChangePolicy:s seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile supplementalGroups:[n] supplementalGroupsPolicy:s sysctls:[core.v1.Sysctl] windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.PodSpec activeDeadlineSeconds:n affinity:core.v1.Affinity automountServiceAccountToken:b containers:[core.v1.Container|name] dnsConfig:core.v1.PodDNSConfig dnsPolicy:s enableServiceLinks:b ephemeralContainers:[core.v1.EphemeralContainer|name] hostAliases:[core.v1.HostAlias|ip] hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s imagePullSecrets:[core.v1.LocalObjectReference|name] initContainers:[core.v1.Container|name] nodeName:s nodeSelector:!{s} os:core.v1.PodOS overhead:{machinery.api.resource.Quantity} preemptionPolicy:s priority:n priorityClassName:s readinessGates:[core.v1.PodReadinessGate] resourceClaims:[core.v1.PodResourceClaim|name] resources:core.v1.ResourceRequirements restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[core.v1.PodSchedulingGate|name] securityContext:core.v1.PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:n tolerations:[core.v1.Toleration] topologySpreadConstraints:[core.v1.TopologySpreadConstraint|topologyKey,whenUnsatisfiable] volumes:[core.v1.Volume|name]
core.v1.PodStatus conditions:[core.v1.PodCondition|type] containerStatuses:[core.v1.ContainerStatus] ephemeralContainerStatuses:[core.v1.ContainerStatus] hostIP:s hostIPs:[core.v1.HostIP] initContainerStatuses:[core.v1.ContainerStatus] message:s nominatedNodeName:s phase:s podIP:s podIPs:[core.v1.PodIP|ip] qosClass:s reason:s resize:s resourceClaimStatuses:[core.v1.PodResourceClaimStatus|name] startTime:meta.Time
core.v1.PodTemplate apiVersion:s kind:s metadata:meta.ObjectMeta template:core.v1.PodTemplateSpec
core.v1.PodTemplateSpec metadata:meta.ObjectMeta spec:core.v1.PodSpec
core.v1.PortStatus error:s port:n=0 protocol:s=
core.v1.PortworxVolumeSource fsType:s readOnly:b volumeID:s
core.v1.PreferredSchedulingTerm preference:core.v1.NodeSelectorTerm weight:n
core.v1.Probe exec:core.v1.ExecAction failureThreshold:n grpc:core.v1.GRPCAction httpGet:core.v1.HTTPGetAction initialDelaySeconds:n periodSeconds:n successThreshold:n tcpSocket:core.v1.TCPSocketAction terminationGracePeriodSeconds:n timeoutSeconds:n
core.v1.ProjectedVolumeSource defaultMode:n sources:[core.v1.VolumeProjection]
core.v1.QuobyteVolumeSource group:s readOnly:b registry:s tenant:s user:s volume:s
core.v1.RBDPersistentVolumeSource fsType:s image:s keyring:s monitors:[s] pool:s=rbd readOnly:b secretRef:core.v1.SecretReference user:s
core.v1.RBDVolumeSource fsType:s image:s keyring:s monitors:[s] pool:s=rbd readOnly:b secretRef:core.v1.LocalObjectReference user:s
core.v1.ReplicationController apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.ReplicationControllerSpec status:core.v1.ReplicationControllerStatus
core.v1.ReplicationControllerCondition lastTransitionTime:meta.Time message:s reason:s status:s type:s=
core.v1.ReplicationControllerSpec minReadySeconds:n replicas:n selector:!{s} template:core.v1.PodTemplateSpec
core.v1.ReplicationControllerStatus availableReplicas:n conditions:[core.v1.ReplicationControllerCondition|type] fullyLabeledReplicas:n observedGeneration:n readyReplicas:n replicas:n
core.v1.ResourceClaim name:s= request:s
core.v1.ResourceFieldSelector! containerName:s divisor:machinery.api.resource.Quantity resource:s
core.v1.ResourceHealth health:s resourceID:s=
core.v1.ResourceQuota apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.ResourceQuotaSpec status:core.v1.ResourceQuotaStatus
core.v1.ResourceQuotaSpec hard:{machinery.api.resource.Quantity} scopeSelector:core.v1.ScopeSelector scopes:[s]
core.v1.ResourceQuotaStatus hard:{machinery.api.resource.Quantity} used:{machinery.api.resource.Quantity}
core.v1.ResourceRequirements claims:[core.v1.ResourceClaim|name] limits:{machinery.api.resource.Quantity} requests:{machinery.api.resource.Quantity}
core.v1.ResourceStatus name:s= resources:[core.v1.ResourceHealth|resourceID]
core.v1.SELinuxOptions level:s role:s type:s user:s
core.v1.ScaleIOPersistentVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:core.v1.SecretReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
core.v1.ScaleIOVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:core.v1.LocalObjectReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
core.v1.ScopeSelector! matchExpressions:[core.v1.ScopedResourceSelectorRequirement]
core.v1.ScopedResourceSelectorRequirement operator:s scopeName:s values:[s]
core.v1.SeccompProfile localhostProfile:s type:s=
core.v1.Secret apiVersion:s data:{s} immutable:b kind:s metadata:meta.ObjectMeta stringData:{s} type:s
core.v1.SecretEnvSource name:s= optional:b
core.v1.SecretKeySelector! key:s name:s= optional:b
core.v1.SecretProjection items:[core.v1.KeyToPath] name:s= optional:b
core.v1.SecretReference! name:s namespace:s
core.v1.SecretVolumeSource defaultMode:n items:[core.v1.KeyToPath] optional:b secretName:s
core.v1.SecurityContext allowPrivilegeEscalation:b appArmorProfile:core.v1.AppArmorProfile capabilities:core.v1.Capabilities privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.Service apiVersion:s kind:s metadata:meta.ObjectMeta spec:core.v1.ServiceSpec status:core.v1.ServiceStatus
core.v1.ServiceAccount apiVersion:s automountServiceAccountToken:b imagePullSecrets:[core.v1.LocalObjectReference] kind:s metadata:meta.ObjectMeta secrets:[core.v1.ObjectReference|name]
core.v1.ServiceAccountTokenProjection audience:s expirationSeconds:n path:s
core.v1.ServicePort appProtocol:s name:s nodePort:n port:n=0 protocol:s=TCP targetPort:machinery.util.intstr.IntOrString
core.v1.ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s] externalIPs:[s] externalName:s externalTrafficPolicy:s healthCheckNodePort:n internalTrafficPolicy:s ipFamilies:[s] ipFamilyPolicy:s loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s] ports:[core.v1.ServicePort|port,protocol] publishNotReadyAddresses:b selector:!{s} sessionAffinity:s sessionAffinityConfig:core.v1.SessionAffinityConfig trafficDistribution:s type:s
core.v1.ServiceStatus conditions:[meta.Condition|type] loadBalancer:core.v1.LoadBalancerStatus
core.v1.SessionAffinityConfig clientIP:core.v1.ClientIPConfig
core.v1.SleepAction seconds:n
core.v1.StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:core.v1.ObjectReference volumeName:s volumeNamespace:s
core.v1.StorageOSVolumeSource fsType:s readOnly:b secretRef:core.v1.LocalObjectReference volumeName:s volumeNamespace:s
core.v1.Sysctl name:s= value:s
core.v1.TCPSocketAction host:s port:machinery.util.intstr.IntOrString
core.v1.Taint effect:s key:s timeAdded:meta.Time value:s
core.v1.Toleration effect:s key:s operator:s tolerationSeconds:n value:s
core.v1.TopologySelectorLabelRequirement key:s values:[s]
core.v1.TopologySelectorTerm! matchLabelExpressions:[core.v1.TopologySelectorLabelRequirement]
core.v1.TopologySpreadConstraint labelSelector:meta.LabelSelector matchLabelKeys:[s] maxSkew:n minDomains:n nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey:s= whenUnsatisfiable:s=
core.v1.TypedLocalObjectReference! apiGroup:s kind:s name:s=
core.v1.TypedObjectReference apiGroup:s kind:s name:s= namespace:s
core.v1.Volume awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFileVolumeSource cephfs:core.v1.CephFSVolumeSource cinder:core.v1.CinderVolumeSource configMap:core.v1.ConfigMapVolumeSource csi:core.v1.CSIVolumeSource downwardAPI:core.v1.DownwardAPIVolumeSource emptyDir:core.v1.EmptyDirVolumeSource ephemeral:core.v1.EphemeralVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource gitRepo:core.v1.GitRepoVolumeSource glusterfs:core.v1.GlusterfsVolumeSource hostPath:core.v1.HostPathVolumeSource image:core.v1.ImageVolumeSource iscsi:core.v1.ISCSIVolumeSource name:s= nfs:core.v1.NFSVolumeSource persistentVolumeClaim:core.v1.PersistentVolumeClaimVolumeSource photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource projected:core.v1.ProjectedVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDVolumeSource scaleIO:core.v1.ScaleIOVolumeSource secret:core.v1.SecretVolumeSource storageos:core.v1.StorageOSVolumeSource vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.VolumeDevice devicePath:s= name:s=
core.v1.VolumeMount mountPath:s= mountPropagation:s name:s= readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s
core.v1.VolumeMountStatus mountPath:s= name:s= readOnly:b recursiveReadOnly:s
core.v1.VolumeNodeAffinity required:core.v1.NodeSelector
core.v1.VolumeProjection clusterTrustBundle:core.v1.ClusterTrustBundleProjection configMap:core.v1.ConfigMapProjection downwardAPI:core.v1.DownwardAPIProjection secret:core.v1.SecretProjection serviceAccountToken:core.v1.ServiceAccountTokenProjection
core.v1.VolumeResourceRequirements limits:{machinery.api.resource.Quantity} requests:{machinery.api.resource.Quantity}
core.v1.VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath:s
core.v1.WeightedPodAffinityTerm podAffinityTerm:core.v1.PodAffinityTerm weight:n
core.v1.WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
`;
