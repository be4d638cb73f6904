// Job DSL, run by casc.yaml: the pipeline of main. Pushes of machines start nothing; the merge of a promotion is a person's push.
pipelineJob('jari') {
    description('Takes each commit of main to dev and staging, and opens the pull request that takes it to prod.')
    logRotator {
        numToKeep(100)
    }
    properties {
        // what was saved at the last step is on disk: a controller that is restarted goes on there
        durabilityHint {
            hint('MAX_SURVIVABILITY')
        }
        pipelineTriggers {
            triggers {
                GenericTrigger {
                    genericVariables {
                        genericVariable {
                            key('PUSHED_REF')
                            value('$.ref')
                            expressionType('JSONPath')
                        }
                        genericVariable {
                            key('PUSHED_BY')
                            value('$.pusher.login')
                            expressionType('JSONPath')
                        }
                    }
                    tokenCredentialId('jari-webhook-token')
                    regexpFilterText('$PUSHED_REF $PUSHED_BY')
                    regexpFilterExpression('^refs/heads/main (?!pipeline$).+$')
                    causeString('$PUSHED_BY pushed to main')
                    printContributedVariables(false)
                    printPostContent(false)
                    silentResponse(true)
                }
            }
        }
    }
    definition {
        cpsScm {
            lightweight(true)
            scriptPath('Jenkinsfile')
            scm {
                git {
                    branch('main')
                    remote {
                        url(JARI_GIT_URL)
                        credentials('jari-git')
                    }
                }
            }
        }
    }
}
