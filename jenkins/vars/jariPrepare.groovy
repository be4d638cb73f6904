/** Makes the checkout able to run the other steps. See jariPrepare.txt. */
void call(Map config = [:]) {
    Map defaults = [
        force: false, // install even if package-lock.json is the one that was installed last
    ]
    Map settings = defaults + config
    withEnv(["FORCE=${settings.force ? 'yes' : ''}"]) {
        sh 'node jenkins/prepare.mjs ${FORCE:+--force}'
    }
}
