/** Waits until an environment runs the release that its link names, Healthy. See jariAwaitHealthy.txt. */
void call(Map config) {
    Map defaults = [
        env: '', // environment to wait for
    ]
    Map settings = defaults + config
    withCredentials([
        string(credentialsId: 'jari-forge-token', variable: 'JARI_FORGE_TOKEN'),
        string(credentialsId: 'jari-argocd-token', variable: 'ARGOCD_TOKEN'),
    ]) {
        withEnv(["ENVIRONMENT=${settings.env}"]) {
            sh 'npx jari await-healthy --env "$ENVIRONMENT"'
        }
    }
}
