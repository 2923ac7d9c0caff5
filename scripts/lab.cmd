@echo off
rem lab: starts Wirelab on Windows. Builds the jar where it is missing, then becomes Java.
setlocal
set "CHECKOUT=%~dp0.."
set "JAR=%CHECKOUT%\lab-client\target\lab.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined LAB_JAVA set "JAVA=%LAB_JAVA%"
"%JAVA%" --version >nul 2>nul
if errorlevel 1 (
  echo lab: needs Java 25 or newer and found none ^(LAB_JAVA, JAVA_HOME, PATH^): install one, https://adoptium.net 1>&2
  exit /b 5
)
if not exist "%JAR%" (
  echo lab: building Wirelab ^(first use: Maven fetches the libraries; a minute or two^) 1>&2
  call "%CHECKOUT%\mvnw.cmd" -q -B -f "%CHECKOUT%\pom.xml" -pl lab-client -am -Dmaven.test.skip=true package 1>&2
  if errorlevel 1 exit /b 70
)
set "LAB_NETWORK=host"
"%JAVA%" -Xlog:disable --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %LAB_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%
